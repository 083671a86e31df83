"""The history's function also says which role of the database wrote and from which machine, and of SQL typed by hand too."""

from django.db import migrations

WITH_ROLE = r"""
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  said uuid := NULLIF(current_setting('pghistory.context_id', true), '')::uuid;
  about jsonb := COALESCE(NULLIF(current_setting('pghistory.context_metadata', true), ''), '{}')::jsonb;
BEGIN
  IF said IS NULL THEN  -- not by the platform: one context a transaction
    said := gen_random_uuid();
    PERFORM set_config('pghistory.context_id', said::text, true);
  END IF;
  about := about || jsonb_build_object(
    'role', session_user, 'machine', COALESCE(host(inet_client_addr()), 'this one'),
    'program', current_setting('application_name')
  );
  INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (said, about, NOW(), NOW())
  -- What stands stays: a context is only ever added to, whoever names it again.
  ON CONFLICT (id) DO UPDATE
    SET metadata = EXCLUDED.metadata || jsonb_strip_nulls(pghistory_context.metadata), updated_at = EXCLUDED.updated_at
    WHERE pghistory_context.metadata != EXCLUDED.metadata || jsonb_strip_nulls(pghistory_context.metadata);
  RETURN said;
END $$;
REVOKE ALL ON FUNCTION _pgh_attach_context() FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_given_answers"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [migrations.RunSQL(WITH_ROLE, migrations.RunSQL.noop)]
