urlpatterns = []
app_name = "insights"
