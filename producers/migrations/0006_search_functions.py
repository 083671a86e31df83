"""The search functions once more: fewer probes of long lists."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("producers", "0005_search")]

    operations = [migrations.RunSQL((SQL / "0005_functions.sql").read_text(), migrations.RunSQL.noop)]
