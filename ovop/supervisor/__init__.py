"""`manage.py up`: the whole platform on one machine under one supervisor."""
