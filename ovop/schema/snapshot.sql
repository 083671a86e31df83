-- Made by `make snapshot` from the migrations. Not edited by hand.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE FUNCTION public._pgh_attach_context() RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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
CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;
CREATE FUNCTION public.erase_number(country text, subscriber text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
DECLARE
  -- People write 012 345 678, (012) 345-678, +855 12345678, and the same in Khmer digits.
  gap constant text := '[[:space:].()/-]*';
  khmer constant text := '០១២៣៤៥៦៧៨៩';
  pattern text;
  place record;
  instead text;
  touched bigint;
  total bigint := 0;
BEGIN
  IF country !~ '^[0-9]{1,3}$' OR subscriber !~ '^[0-9]{6,14}$' THEN
    RAISE EXCEPTION 'not a phone number';
  END IF;
  SELECT '(([+]|[0០]{2})?' || (
    SELECT string_agg(format('[%s%s]', d, substr(khmer, d::int + 1, 1)), gap ORDER BY n)
    FROM regexp_split_to_table(country, '') WITH ORDINALITY AS c(d, n)
  ) || '|(?<![1-9១-៩])[0០])' || gap || (
    SELECT string_agg(format('[%s%s]', d, substr(khmer, d::int + 1, 1)), gap ORDER BY n)
    FROM regexp_split_to_table(subscriber, '') WITH ORDINALITY AS c(d, n)
  ) || '(?![0-9០-៩])' INTO pattern;
  FOR place IN
    SELECT a.attrelid::regclass AS of_table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS kind,
      EXISTS (
        SELECT FROM pg_index i
        WHERE i.indrelid = a.attrelid AND i.indisunique AND a.attnum = ANY (i.indkey)
      ) AS one_of_a_kind
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_type t ON t.oid = a.atttypid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
      AND NOT a.attisdropped AND a.attgenerated = ''
      -- Whose number it is forgets it itself; an account that has it besides keeps it.
      AND NOT (c.relname = 'accounts_user' AND a.attname = 'phone')
      AND t.typname IN ('text', 'varchar', 'jsonb', '_text', '_varchar')
  LOOP
    instead := CASE
      WHEN place.kind = 'jsonb' THEN '0'  -- stays JSON where the number was not in quotes
      WHEN place.name LIKE '%phone%' THEN ''
      WHEN place.one_of_a_kind THEN '…' || left(md5(random()::text), 8)
      ELSE '…'
    END;
    EXECUTE format(
      'UPDATE %1$s SET %2$I = regexp_replace(%2$I::text, $1, $2, ''g'')::%3$s WHERE %2$I::text ~ $1',
      place.of_table, place.name, place.kind
    ) USING pattern, instead;
    GET DIAGNOSTICS touched = ROW_COUNT;
    total := total + touched;
  END LOOP;
  RETURN total;
END $_$;
CREATE FUNCTION public.insights_stale_accounts_organisation() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
    SELECT k.source, o.province_id, k.month FROM changed o JOIN producers_producer m ON m.organisation_id = o.id
    CROSS JOIN LATERAL (
        SELECT 'products' AS source, NULL::date AS month
        UNION SELECT 'products', date_trunc('month', m.created_at AT TIME ZONE 'Asia/Phnom_Penh')::date
        UNION SELECT 'deals', date_trunc('month', d.agreed_on)::date FROM forums_deal d WHERE d.producer_id = m.id
        UNION SELECT 'surveys', make_date(a.year, 1, 1) FROM insights_livelihoodanswer a WHERE a.producer_id = m.id
        UNION SELECT 'visits', date_trunc('month', x.day)::date FROM producers_visitrequest x
              JOIN producers_visit i ON i.id = x.visit_id WHERE i.producer_id = m.id
    ) k
    UNION SELECT 'deals', w.province_id, date_trunc('month', d.agreed_on)::date
    FROM changed o JOIN buyers_buyer b ON b.organisation_id = o.id JOIN forums_deal d ON d.buyer_id = b.id
    JOIN producers_producer m ON m.id = d.producer_id JOIN accounts_organisation w ON w.id = m.organisation_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_forums_commitment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT 'pledges', f.province_id, date_trunc('month', r.due_on)::date
        FROM changed r JOIN forums_forum f ON f.id = r.forum_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_forums_deal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT 'deals', o.province_id, date_trunc('month', r.agreed_on)::date FROM changed r JOIN producers_producer m ON m.id = r.producer_id JOIN accounts_organisation o ON o.id = m.organisation_id
        UNION SELECT 'forums', f.province_id, date_trunc('month', f.day)::date
        FROM changed r JOIN forums_forum f ON f.id = r.forum_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_forums_forum() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (SELECT 'forums', r.province_id, date_trunc('month', r.day)::date FROM changed r) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_forums_forumfeedback() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT 'forums', f.province_id, date_trunc('month', f.day)::date
        FROM changed r JOIN forums_registration n ON n.id = r.registration_id JOIN forums_forum f ON f.id = n.forum_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_forums_meeting() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT 'forums', f.province_id, date_trunc('month', f.day)::date
        FROM changed r JOIN forums_timetableversion v ON v.id = r.timetable_id JOIN forums_forum f ON f.id = v.forum_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_forums_outcome() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT 'forums', f.province_id, date_trunc('month', f.day)::date
        FROM changed r JOIN forums_meetingrequest q ON q.id = r.request_id JOIN forums_forum f ON f.id = q.forum_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_forums_slot() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT 'forums', f.province_id, date_trunc('month', f.day)::date
        FROM changed r JOIN forums_forum f ON f.id = r.forum_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_forums_timetableversion() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT 'forums', f.province_id, date_trunc('month', f.day)::date
        FROM changed r JOIN forums_forum f ON f.id = r.forum_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_forums_training() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT 'trainings', r.province_id, date_trunc('month', r.starts_at AT TIME ZONE 'Asia/Phnom_Penh')::date FROM changed r) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_forums_trainingplace() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT 'trainings', t.province_id, date_trunc('month', t.starts_at AT TIME ZONE 'Asia/Phnom_Penh')::date
        FROM changed r JOIN forums_training t ON t.id = r.training_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_insights_livelihoodanswer() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT 'surveys', o.province_id, make_date(r.year, 1, 1) FROM changed r JOIN producers_producer m ON m.id = r.producer_id JOIN accounts_organisation o ON o.id = m.organisation_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_places_exchangerate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT DISTINCT 'deals', o.province_id, date_trunc('month', d.agreed_on)::date
        FROM changed r JOIN forums_deal d ON d.agreed_on >= r."on"
        JOIN producers_producer m ON m.id = d.producer_id JOIN accounts_organisation o ON o.id = m.organisation_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_producers_producer() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT 'products', o.province_id, date_trunc('month', r.created_at AT TIME ZONE 'Asia/Phnom_Penh')::date
        FROM changed r JOIN accounts_organisation o ON o.id = r.organisation_id
        UNION SELECT 'products', o.province_id, NULL
        FROM changed r JOIN accounts_organisation o ON o.id = r.organisation_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_producers_product() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT 'products', r.province_id, date_trunc('month', r.registered_at AT TIME ZONE 'Asia/Phnom_Penh')::date FROM changed r
        UNION SELECT 'products', r.province_id, NULL FROM changed r
        UNION SELECT 'products', o.province_id, NULL FROM changed r JOIN producers_producer m ON m.id = r.producer_id JOIN accounts_organisation o ON o.id = m.organisation_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.insights_stale_producers_visitrequest() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM (
        SELECT 'visits', o.province_id, date_trunc('month', r.day)::date
        FROM changed r JOIN producers_visit i ON i.id = r.visit_id JOIN producers_producer m ON m.id = i.producer_id
        JOIN accounts_organisation o ON o.id = m.organisation_id) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$;
CREATE FUNCTION public.pgtrigger_delete_delete_f03b5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "notices_wordingevent" ("changed_at", "changed_by_id", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "text") VALUES (OLD."changed_at", OLD."changed_by_id", OLD."id", OLD."kind", OLD."language", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."province_id", OLD."text"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_36fc0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "matching_poolevent" ("coordinator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."coordinator_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_3bb11() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "forums_commitmentevent" ("due_on", "indicator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reached", "state", "target", "what_en", "what_km") VALUES (NEW."due_on", NEW."indicator", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reached", NEW."state", NEW."target", NEW."what_en", NEW."what_km"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_4e8c3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "producers_productevent" ("name_en", "name_km", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "price_currency", "registration_number", "state") VALUES (NEW."name_en", NEW."name_km", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."price", NEW."price_currency", NEW."registration_number", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_66517() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "forums_dealevent" ("agreed_on", "country", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "quantity", "state", "unit", "value", "value_currency") VALUES (NEW."agreed_on", NEW."country", NEW."kind", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."product_id", NEW."quantity", NEW."state", NEW."unit", NEW."value", NEW."value_currency"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_93fd0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "forums_meetingrequestevent" ("buyer_id", "forum_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "state") VALUES (NEW."buyer_id", NEW."forum_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."producer_id", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_a64a4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "forums_outcomeevent" ("country", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "quantity", "rating", "reason", "request_id", "result", "side", "unit", "value", "value_currency") VALUES (NEW."country", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."product_id", NEW."quantity", NEW."rating", NEW."reason", NEW."request_id", NEW."result", NEW."side", NEW."unit", NEW."value", NEW."value_currency"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_b9407() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "matching_enquiryevent" ("buyer_id", "kept", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "state", "turn") VALUES (NEW."buyer_id", NEW."kept", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."producer_id", NEW."state", NEW."turn"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_ce604() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "buyers_needevent" ("name_en", "name_km", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "state", "unit") VALUES (NEW."name_en", NEW."name_km", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."quantity", NEW."state", NEW."unit"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_d6960() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "notices_wordingevent" ("changed_at", "changed_by_id", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "text") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."province_id", NEW."text"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_0e890() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "accounts_userevent" ("commune_id", "district_id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "role") VALUES (NEW."commune_id", NEW."district_id", NEW."is_active", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."province_id", NEW."role"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_16a0e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "forums_commitmentevent" ("due_on", "indicator", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reached", "state", "target", "what_en", "what_km") VALUES (NEW."due_on", NEW."indicator", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reached", NEW."state", NEW."target", NEW."what_en", NEW."what_km"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_471f2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "notices_wordingevent" ("changed_at", "changed_by_id", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "text") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."province_id", NEW."text"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_4b5c6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "forums_outcomeevent" ("country", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "quantity", "rating", "reason", "request_id", "result", "side", "unit", "value", "value_currency") VALUES (NEW."country", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."product_id", NEW."quantity", NEW."rating", NEW."reason", NEW."request_id", NEW."result", NEW."side", NEW."unit", NEW."value", NEW."value_currency"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_70b85() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "forums_meetingrequestevent" ("buyer_id", "forum_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "state") VALUES (NEW."buyer_id", NEW."forum_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."producer_id", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_8023e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "forums_dealevent" ("agreed_on", "country", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "quantity", "state", "unit", "value", "value_currency") VALUES (NEW."agreed_on", NEW."country", NEW."kind", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."product_id", NEW."quantity", NEW."state", NEW."unit", NEW."value", NEW."value_currency"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_a0be1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "matching_enquiryevent" ("buyer_id", "kept", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "producer_id", "state", "turn") VALUES (NEW."buyer_id", NEW."kept", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."producer_id", NEW."state", NEW."turn"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_bd5ec() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "matching_poolevent" ("coordinator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."coordinator_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_cfb71() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "forums_forumevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (_pgh_attach_context(), NOW(), 'update', NEW."id", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d7aed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "buyers_needevent" ("name_en", "name_km", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "state", "unit") VALUES (NEW."name_en", NEW."name_km", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."quantity", NEW."state", NEW."unit"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d8a31() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "producers_productevent" ("name_en", "name_km", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "price_currency", "registration_number", "state") VALUES (NEW."name_en", NEW."name_km", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."price", NEW."price_currency", NEW."registration_number", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.producers_search(concepts integer[], alternatives integer[], terms bigint[], gains real[], depths integer[], phrase text, most integer, within integer[] DEFAULT NULL::integer[]) RETURNS TABLE(product integer, score real)
    LANGUAGE plpgsql STABLE ROWS 300
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH asked AS (
        SELECT * FROM unnest(concepts, alternatives, terms, gains, depths)
            AS a (concept, alternative, term, gain, depth)
    ), lists AS MATERIALIZED (
        SELECT a.concept, a.alternative, a.term, l.product, a.gain * l.impact AS worth
        FROM asked AS a, LATERAL (
            SELECT p.product, p.impact FROM producers_searchposting AS p
            WHERE p.term = a.term AND (within IS NULL OR p.product IN (SELECT unnest(within)))
            ORDER BY p.impact DESC
            LIMIT CASE WHEN within IS NULL THEN abs(a.depth) END  -- a part of the catalogue is read whole
        ) AS l
        WHERE within IS NULL OR cardinality(within) > 1000
    ), candidates AS MATERIALIZED (
        (
            SELECT l.product, row_number() OVER (ORDER BY sum(l.worth) DESC, l.product) <= 150 AS probed
            FROM lists AS l GROUP BY l.product ORDER BY sum(l.worth) DESC, l.product LIMIT most
        )
        UNION ALL
        SELECT unnest(within), true WHERE cardinality(within) <= 1000  -- few enough to look each one up
    ), entries AS (
        SELECT l.concept, l.alternative, l.product, l.worth
        FROM lists AS l JOIN candidates AS c USING (product)
        UNION ALL
        -- A long list was read to its depth only: the candidates' own entries complete it.
        SELECT m.concept, m.alternative, m.product, m.gain * own.impact
        FROM (
            SELECT a.concept, a.alternative, a.term, a.gain, c.product
            FROM asked AS a, candidates AS c
            WHERE c.probed AND (a.depth < 0 OR cardinality(within) <= 1000)
              AND NOT EXISTS (SELECT FROM lists AS l
                              WHERE l.term = a.term AND l.alternative = a.alternative AND l.product = c.product)
        ) AS m, LATERAL (
            SELECT p.impact FROM producers_searchposting AS p
            WHERE p.term = m.term AND p.product = m.product OFFSET 0  -- a probe each, no full scan
        ) AS own
    ), told AS (
        SELECT best.product, sum(best.worth) AS bm25
        FROM (
            SELECT said.product, said.concept, max(said.worth) AS worth
            FROM (
                SELECT e.product, e.concept, e.alternative, sum(e.worth) AS worth
                FROM entries AS e GROUP BY 1, 2, 3
            ) AS said GROUP BY 1, 2
        ) AS best GROUP BY 1
    ), ranked AS (
        SELECT t.product, t.bm25, row_number() OVER (ORDER BY t.bm25 DESC, t.product) AS place FROM told AS t
    )
    SELECT r.product, ((
           r.bm25 + CASE WHEN r.place <= 60
               THEN 0.15 * coalesce((SELECT word_similarity(phrase, p.search_name)
                                     FROM producers_product AS p WHERE p.id = r.product), 0)
               ELSE 0 END) / 1.15)::real
    FROM ranked AS r
    ORDER BY 2 DESC, 1 LIMIT most;
END $$;
CREATE FUNCTION public.producers_search_added() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO producers_searchposting (term, product, impact)
    SELECT i.term, n.id, i.impact FROM new_rows AS n, producers_search_impacts(n.search) AS i;
    RETURN NULL;
END $$;
CREATE FUNCTION public.producers_search_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM producers_searchposting AS p
    USING (
        SELECT hashtextextended(u.lexeme, 0) AS term, o.id AS product
        FROM old_rows AS o JOIN new_rows AS n USING (id), unnest(o.search) AS u
        WHERE o.search IS DISTINCT FROM n.search
    ) AS gone
    WHERE p.term = gone.term AND p.product = gone.product;
    INSERT INTO producers_searchposting (term, product, impact)
    SELECT i.term, n.id, i.impact
    FROM old_rows AS o JOIN new_rows AS n USING (id), producers_search_impacts(n.search) AS i
    WHERE o.search IS DISTINCT FROM n.search;
    RETURN NULL;
END $$;
CREATE FUNCTION public.producers_search_count() RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    began timestamptz := clock_timestamp();
BEGIN
    CREATE TEMPORARY TABLE counted ON COMMIT DROP AS
    SELECT hashtextextended(word, 0) AS term, min(word) AS lexeme, sum(ndoc)::int AS documents
    FROM ts_stat('SELECT search FROM producers_product') GROUP BY 1;
    CREATE TEMPORARY TABLE written ON COMMIT DROP AS
    SELECT DISTINCT ON (lexeme) lexeme, word
    FROM (
        SELECT coalesce((ts_lexize('english_stem', word))[1], word) AS lexeme, word, times
        FROM (
            SELECT word, count(*) AS times
            FROM producers_product, unnest(string_to_array(search_name, ' ')) AS word
            GROUP BY word
        ) AS w
    ) AS x
    ORDER BY lexeme, times DESC, word;
    DELETE FROM producers_searchterm AS old
    WHERE NOT EXISTS (SELECT FROM counted WHERE counted.term = old.term);
    INSERT INTO producers_searchterm (term, lexeme, surface, documents)
    SELECT c.term, c.lexeme, coalesce(w.word, c.lexeme), c.documents
    FROM counted AS c LEFT JOIN written AS w USING (lexeme)
    ON CONFLICT (term) DO UPDATE SET documents = excluded.documents, surface = excluded.surface
    WHERE (producers_searchterm.documents, producers_searchterm.surface)
          IS DISTINCT FROM (excluded.documents, excluded.surface);
    INSERT INTO producers_searchstatistics
        (id, documents, name_length, kind_length, body_length, place_length, analysis, refreshed_at)
    SELECT 1, count(*), 8, 16, 30, 6, 0, began FROM producers_product
    ON CONFLICT (id) DO UPDATE SET documents = excluded.documents, refreshed_at = began;
    DROP TABLE counted, written;
END $$;
CREATE FUNCTION public.producers_search_emptied() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    TRUNCATE producers_searchposting;
    RETURN NULL;
END $$;
CREATE FUNCTION public.producers_search_impacts(document tsvector) RETURNS TABLE(term bigint, impact real)
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    WITH found AS MATERIALIZED (
        SELECT u.lexeme,
               cardinality(array_positions(u.weights, 'A')) AS a,
               cardinality(array_positions(u.weights, 'B')) AS b,
               cardinality(array_positions(u.weights, 'C')) AS c,
               cardinality(array_positions(u.weights, 'D')) AS d
        FROM unnest(document) AS u
    ), norms AS (
        -- Before anything was measured: what a short listing in two languages has.
        SELECT 0.70 + 0.30 * sum(a) / coalesce(min(s.name_length), 8) AS a,
               0.70 + 0.30 * sum(b) / coalesce(min(s.kind_length), 16) AS b,
               0.40 + 0.60 * sum(c) / coalesce(min(s.body_length), 30) AS c,
               0.70 + 0.30 * sum(d) / coalesce(min(s.place_length), 6) AS d
        FROM found LEFT JOIN producers_searchstatistics AS s ON s.id = 1
    ), weighed AS (
        SELECT f.lexeme,
               3.0 * f.a / n.a + 0.8 * f.b / n.b + 1.0 * f.c / n.c + 1.0 * f.d / n.d AS count
        FROM found AS f, norms AS n
    )
    SELECT hashtextextended(lexeme, 0), (count / (count + 1.2))::real FROM weighed
$$;
CREATE FUNCTION public.producers_search_measure() RETURNS void
    LANGUAGE sql
    AS $$
    INSERT INTO producers_searchstatistics AS s
        (id, documents, name_length, kind_length, body_length, place_length, analysis)
    SELECT 1, 0, greatest(m.a, 1), greatest(m.b, 1), greatest(m.c, 1), greatest(m.d, 1), 0
    FROM (
        SELECT avg(l.a) AS a, avg(l.b) AS b, avg(l.c) AS c, avg(l.d) AS d
        -- A sample that is the same each time and no season's.
        FROM (SELECT search FROM producers_product ORDER BY hashint8(id) LIMIT 3000) AS p,
        LATERAL (
            SELECT sum(cardinality(array_positions(u.weights, 'A'))) AS a,
                   sum(cardinality(array_positions(u.weights, 'B'))) AS b,
                   sum(cardinality(array_positions(u.weights, 'C'))) AS c,
                   sum(cardinality(array_positions(u.weights, 'D'))) AS d
            FROM unnest(p.search) AS u
        ) AS l
    ) AS m
    WHERE m.a IS NOT NULL
    ON CONFLICT (id) DO UPDATE
    SET name_length = excluded.name_length, kind_length = excluded.kind_length,
        body_length = excluded.body_length, place_length = excluded.place_length
$$;
CREATE FUNCTION public.producers_search_rebuild() RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    LOCK TABLE producers_product IN SHARE MODE;  -- readers go on, writers wait
    PERFORM producers_search_measure();
    DROP INDEX producers_searchposting_entry, producers_searchposting_best;
    TRUNCATE producers_searchposting;
    INSERT INTO producers_searchposting (term, product, impact)
    SELECT i.term, p.id, i.impact FROM producers_product AS p, producers_search_impacts(p.search) AS i;
    CREATE UNIQUE INDEX producers_searchposting_entry
        ON producers_searchposting (term, product) INCLUDE (impact);
    CREATE INDEX producers_searchposting_best
        ON producers_searchposting (term, impact DESC, product);
    PERFORM producers_search_count();
END $$;
CREATE FUNCTION public.producers_search_removed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM producers_searchposting AS p
    USING (SELECT hashtextextended(u.lexeme, 0) AS term, o.id AS product
           FROM old_rows AS o, unnest(o.search) AS u) AS gone
    WHERE p.term = gone.term AND p.product = gone.product;
    RETURN NULL;
END $$;
CREATE FUNCTION public.producers_search_words(asked text[]) RETURNS TABLE(place integer, word text, term bigint, lexeme text, surface text, documents integer, likeness real)
    LANGUAGE plpgsql STABLE
    SET "pg_trgm.similarity_threshold" TO '0.25'
    AS $_$
BEGIN
    RETURN QUERY
    WITH stems AS (
        SELECT a.place::int AS place, a.word, s.lexeme, hashtextextended(s.lexeme, 0) AS term
        FROM unnest(asked) WITH ORDINALITY AS a (word, place),
             unnest(coalesce(ts_lexize('english_stem', a.word), ARRAY[a.word])) AS s (lexeme)
    ), known AS (
        SELECT s.place, s.word, s.term, s.lexeme, coalesce(v.surface, s.word) AS surface,
               coalesce(v.documents, (
                   -- Written since the vocabulary was counted.
                   SELECT count(*) FROM (
                       SELECT FROM producers_searchposting AS p WHERE p.term = s.term LIMIT 50
                   ) AS fresh
               )::int) AS documents
        FROM stems AS s LEFT JOIN producers_searchterm AS v ON v.term = s.term
    )
    SELECT k.place, k.word, k.term, k.lexeme, k.surface, k.documents, 1::real FROM known AS k
    UNION ALL
    SELECT k.place, k.word, n.term, n.lexeme, n.surface, n.documents, n.likeness
    FROM known AS k, LATERAL (
        SELECT v.term, v.lexeme, v.surface, v.documents, similarity(v.lexeme, k.lexeme) AS likeness
        FROM producers_searchterm AS v
        WHERE v.lexeme % k.lexeme AND v.term <> k.term
        ORDER BY similarity(v.lexeme, k.lexeme) DESC, v.documents DESC
        LIMIT 8
    ) AS n
    WHERE k.documents = 0 AND char_length(k.lexeme) >= 3 AND k.lexeme !~ '^[0-9]+$';
END $_$;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_consent (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    version character varying(20) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.accounts_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_erasure (
    id bigint NOT NULL,
    with_organisations bigint[] NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    done_at timestamp with time zone,
    user_id bigint NOT NULL,
    CONSTRAINT accounts_erasure_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.accounts_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_givenanswer (
    id bigint NOT NULL,
    key character varying(300) NOT NULL,
    digest character varying(64) NOT NULL,
    status smallint NOT NULL,
    headers jsonb NOT NULL,
    body text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT accounts_givenanswer_status_check CHECK ((status >= 0))
);
ALTER TABLE public.accounts_givenanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_givenanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_invitation (
    id bigint NOT NULL,
    phone character varying(128) NOT NULL,
    role character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    commune_id character varying(6),
    district_id character varying(4),
    invited_by_id bigint NOT NULL,
    province_id character varying(2),
    CONSTRAINT accounts_invitation_scoped CHECK (((NOT ((role)::text = ANY ((ARRAY['staff'::character varying, 'officer'::character varying])::text[]))) OR (province_id IS NOT NULL)))
);
ALTER TABLE public.accounts_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_membership (
    id bigint NOT NULL,
    role character varying(8) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    organisation_id bigint NOT NULL
);
ALTER TABLE public.accounts_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_organisation (
    id bigint NOT NULL,
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    kind character varying(12) NOT NULL,
    phone character varying(128) NOT NULL,
    demo boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    commune_id character varying(6),
    district_id character varying(4),
    province_id character varying(2) NOT NULL,
    village_id character varying(80),
    CONSTRAINT accounts_organisation_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text))))
);
ALTER TABLE public.accounts_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_tries (
    key character varying(80) NOT NULL,
    since timestamp with time zone NOT NULL,
    count integer NOT NULL,
    CONSTRAINT accounts_tries_count_check CHECK ((count >= 0))
);
CREATE TABLE public.accounts_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    phone character varying(128),
    phone_verified boolean NOT NULL,
    full_name character varying(120) NOT NULL,
    role character varying(10) NOT NULL,
    language character varying(2) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    commune_id character varying(6),
    district_id character varying(4),
    province_id character varying(2),
    signed_out integer DEFAULT 0 NOT NULL,
    digits character varying(5) DEFAULT 'latin'::character varying NOT NULL,
    CONSTRAINT accounts_user_reachable CHECK (((phone IS NOT NULL) OR (NOT is_active))),
    CONSTRAINT accounts_user_scoped CHECK (((NOT ((role)::text = ANY ((ARRAY['staff'::character varying, 'officer'::character varying])::text[]))) OR (province_id IS NOT NULL))),
    CONSTRAINT accounts_user_signed_out_check CHECK ((signed_out >= 0))
);
CREATE TABLE public.accounts_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.accounts_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.accounts_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.accounts_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.accounts_userevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    role character varying(10) NOT NULL,
    is_active boolean NOT NULL,
    commune_id character varying(6),
    district_id character varying(4),
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    province_id character varying(2)
);
ALTER TABLE public.accounts_userevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_userevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.authtoken_token (
    key character varying(40) NOT NULL,
    created timestamp with time zone NOT NULL,
    user_id bigint NOT NULL
);
CREATE TABLE public.buyers_buyer (
    id bigint NOT NULL,
    about_km text NOT NULL,
    about_en text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    organisation_id bigint NOT NULL
);
ALTER TABLE public.buyers_buyer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.buyers_buyer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.buyers_need (
    id bigint NOT NULL,
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    details text NOT NULL,
    quantity numeric(12,2) NOT NULL,
    unit character varying(8) NOT NULL,
    period character varying(5) NOT NULL,
    months smallint[] NOT NULL,
    price_ceiling_currency character varying(3),
    price_ceiling numeric(12,2),
    price_ceiling_usd numeric(14,4),
    certificates_required character varying(12)[] NOT NULL,
    certificates_wished character varying(12)[] NOT NULL,
    sample_wanted boolean NOT NULL,
    deadline date,
    visibility character varying(8) NOT NULL,
    state character varying(8) NOT NULL,
    opened_at timestamp with time zone,
    search_text text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    buyer_id bigint NOT NULL,
    category_id character varying(40),
    district_id character varying(4),
    province_id character varying(2) NOT NULL,
    origin_id character varying(2),
    CONSTRAINT buyers_need_ceiling_positive CHECK (((price_ceiling IS NULL) OR (price_ceiling > (0)::numeric))),
    CONSTRAINT buyers_need_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text)))),
    CONSTRAINT buyers_need_quantity_positive CHECK ((quantity > (0)::numeric))
);
ALTER TABLE public.buyers_need ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.buyers_need_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.buyers_needevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    state character varying(8) NOT NULL,
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    quantity numeric(12,2) NOT NULL,
    unit character varying(8) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.buyers_needevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.buyers_needevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.buyers_needinvitation (
    id bigint NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    invited_by_id bigint,
    need_id bigint NOT NULL,
    producer_id bigint NOT NULL
);
ALTER TABLE public.buyers_needinvitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.buyers_needinvitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.buyers_savedsearch (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    query character varying(2000) NOT NULL,
    name character varying(150) NOT NULL,
    looked_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    user_id bigint NOT NULL,
    news integer NOT NULL,
    CONSTRAINT buyers_savedsearch_news_check CHECK ((news >= 0)),
    CONSTRAINT buyers_savedsearch_of_something CHECK ((NOT ((query)::text = ''::text)))
);
ALTER TABLE public.buyers_savedsearch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.buyers_savedsearch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);
ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_celery_beat_clockedschedule (
    id integer NOT NULL,
    clocked_time timestamp with time zone NOT NULL
);
ALTER TABLE public.django_celery_beat_clockedschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_clockedschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_celery_beat_crontabschedule (
    id integer NOT NULL,
    minute character varying(240) NOT NULL,
    hour character varying(96) NOT NULL,
    day_of_week character varying(64) NOT NULL,
    day_of_month character varying(124) NOT NULL,
    month_of_year character varying(64) NOT NULL,
    timezone character varying(63) NOT NULL
);
ALTER TABLE public.django_celery_beat_crontabschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_crontabschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_celery_beat_intervalschedule (
    id integer NOT NULL,
    every integer NOT NULL,
    period character varying(24) NOT NULL
);
ALTER TABLE public.django_celery_beat_intervalschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_intervalschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_celery_beat_periodictask (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    task character varying(200) NOT NULL,
    args text NOT NULL,
    kwargs text NOT NULL,
    queue character varying(200),
    exchange character varying(200),
    routing_key character varying(200),
    expires timestamp with time zone,
    enabled boolean NOT NULL,
    last_run_at timestamp with time zone,
    total_run_count integer NOT NULL,
    date_changed timestamp with time zone NOT NULL,
    description text NOT NULL,
    crontab_id integer,
    interval_id integer,
    solar_id integer,
    one_off boolean NOT NULL,
    start_time timestamp with time zone,
    priority integer,
    headers text NOT NULL,
    clocked_id integer,
    expire_seconds integer,
    CONSTRAINT django_celery_beat_periodictask_expire_seconds_check CHECK ((expire_seconds >= 0)),
    CONSTRAINT django_celery_beat_periodictask_priority_check CHECK ((priority >= 0)),
    CONSTRAINT django_celery_beat_periodictask_total_run_count_check CHECK ((total_run_count >= 0))
);
ALTER TABLE public.django_celery_beat_periodictask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_periodictask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_celery_beat_periodictasks (
    ident smallint NOT NULL,
    last_update timestamp with time zone NOT NULL
);
CREATE TABLE public.django_celery_beat_solarschedule (
    id integer NOT NULL,
    event character varying(24) NOT NULL,
    latitude numeric(9,6) NOT NULL,
    longitude numeric(9,6) NOT NULL
);
ALTER TABLE public.django_celery_beat_solarschedule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_celery_beat_solarschedule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.forums_call (
    id bigint NOT NULL,
    "table" smallint NOT NULL,
    called_at timestamp with time zone NOT NULL,
    called_by_id bigint NOT NULL,
    forum_id bigint NOT NULL,
    registration_id bigint NOT NULL,
    slot_id bigint NOT NULL,
    CONSTRAINT forums_call_table_check CHECK (("table" >= 0))
);
ALTER TABLE public.forums_call ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_call_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_checkin (
    id bigint NOT NULL,
    key uuid NOT NULL,
    kind character varying(8) NOT NULL,
    result character varying(10) NOT NULL,
    read character varying(200) NOT NULL,
    door character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    forum_id bigint NOT NULL,
    registration_id bigint
);
ALTER TABLE public.forums_checkin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_checkin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_commitment (
    id bigint NOT NULL,
    who_km character varying(200) NOT NULL,
    who_en character varying(200) NOT NULL,
    what_km character varying(500) NOT NULL,
    what_en character varying(500) NOT NULL,
    indicator character varying(10) NOT NULL,
    target numeric(14,2),
    reached numeric(14,2) NOT NULL,
    due_on date NOT NULL,
    state character varying(10) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    forum_id bigint NOT NULL,
    made_by_id bigint NOT NULL,
    organisation_id bigint,
    CONSTRAINT forums_commitment_says_what CHECK ((NOT (((what_en)::text = ''::text) AND ((what_km)::text = ''::text)))),
    CONSTRAINT forums_commitment_says_who CHECK (((organisation_id IS NOT NULL) OR (NOT (((who_en)::text = ''::text) AND ((who_km)::text = ''::text)))))
);
ALTER TABLE public.forums_commitment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_commitment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_commitmentevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    state character varying(10) NOT NULL,
    what_km character varying(500) NOT NULL,
    what_en character varying(500) NOT NULL,
    indicator character varying(10) NOT NULL,
    target numeric(14,2),
    reached numeric(14,2) NOT NULL,
    due_on date NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.forums_commitmentevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_commitmentevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_commitmentreport (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    reached numeric(14,2),
    note character varying(500) NOT NULL,
    evidence character varying(100) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    commitment_id bigint NOT NULL,
    made_by_id bigint NOT NULL
);
ALTER TABLE public.forums_commitmentreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_commitmentreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_deal (
    id bigint NOT NULL,
    source character varying(10) NOT NULL,
    kind character varying(6) NOT NULL,
    quantity numeric(12,2),
    unit character varying(8) NOT NULL,
    period character varying(5) NOT NULL,
    value_currency character varying(3) NOT NULL,
    value numeric(26,2) NOT NULL,
    value_usd numeric(28,4) NOT NULL,
    agreed_on date NOT NULL,
    country character varying(2) NOT NULL,
    state character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    buyer_id bigint NOT NULL,
    forum_id bigint,
    producer_id bigint NOT NULL,
    product_id bigint,
    request_id bigint,
    CONSTRAINT forums_deal_value_positive CHECK ((value > (0)::numeric))
);
ALTER TABLE public.forums_deal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_deal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_dealentry (
    id bigint NOT NULL,
    what character varying(10) NOT NULL,
    "on" date NOT NULL,
    value_currency character varying(3),
    value numeric(14,2),
    value_usd numeric(16,4),
    note character varying(300) NOT NULL,
    side character varying(8) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    deal_id bigint NOT NULL,
    made_by_id bigint NOT NULL
);
ALTER TABLE public.forums_dealentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_dealentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_dealevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    state character varying(10) NOT NULL,
    kind character varying(6) NOT NULL,
    quantity numeric(12,2),
    unit character varying(8) NOT NULL,
    value_currency character varying(3) NOT NULL,
    value numeric(26,2) NOT NULL,
    agreed_on date NOT NULL,
    country character varying(2) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    product_id bigint
);
ALTER TABLE public.forums_dealevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_dealevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_followup (
    id bigint NOT NULL,
    side character varying(8) NOT NULL,
    stage character varying(3) NOT NULL,
    due_on date NOT NULL,
    status character varying(8) NOT NULL,
    value_currency character varying(3),
    value numeric(14,2),
    note character varying(500) NOT NULL,
    answered_at timestamp with time zone,
    asked_at timestamp with time zone NOT NULL,
    answered_by_id bigint,
    request_id bigint NOT NULL
);
ALTER TABLE public.forums_followup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_followup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_forum (
    id bigint NOT NULL,
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    venue_km character varying(200) NOT NULL,
    venue_en character varying(200) NOT NULL,
    day date NOT NULL,
    about_km text NOT NULL,
    about_en text NOT NULL,
    state character varying(12) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint NOT NULL,
    province_id character varying(2) NOT NULL,
    most_buyers smallint,
    most_producers smallint,
    booking character varying(10) NOT NULL,
    buyer_meetings smallint,
    buyer_meetings_in_session smallint,
    languages character varying(2)[] NOT NULL,
    last_day date NOT NULL,
    layout jsonb NOT NULL,
    producer_meetings smallint,
    producer_meetings_in_session smallint,
    registration_from date,
    registration_until date,
    board character varying(8) NOT NULL,
    CONSTRAINT forums_forum_buyer_meetings_check CHECK ((buyer_meetings >= 0)),
    CONSTRAINT forums_forum_buyer_meetings_in_session_check CHECK ((buyer_meetings_in_session >= 0)),
    CONSTRAINT forums_forum_days_forward CHECK ((last_day >= day)),
    CONSTRAINT forums_forum_most_buyers_check CHECK ((most_buyers >= 0)),
    CONSTRAINT forums_forum_most_producers_check CHECK ((most_producers >= 0)),
    CONSTRAINT forums_forum_producer_meetings_check CHECK ((producer_meetings >= 0)),
    CONSTRAINT forums_forum_producer_meetings_in_session_check CHECK ((producer_meetings_in_session >= 0))
);
CREATE TABLE public.forums_forum_categories (
    id bigint NOT NULL,
    forum_id bigint NOT NULL,
    category_id character varying(40) NOT NULL
);
ALTER TABLE public.forums_forum_categories ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_forum_categories_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.forums_forum ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_forum_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_forumevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    state character varying(12) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.forums_forumevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_forumevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_forumfeedback (
    id bigint NOT NULL,
    rating smallint NOT NULL,
    words text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    registration_id bigint NOT NULL,
    CONSTRAINT forums_feedback_rating_range CHECK (((rating >= 1) AND (rating <= 5))),
    CONSTRAINT forums_forumfeedback_rating_check CHECK ((rating >= 0))
);
ALTER TABLE public.forums_forumfeedback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_forumfeedback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_host (
    id bigint NOT NULL,
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    part character varying(8) NOT NULL,
    "position" smallint NOT NULL,
    forum_id bigint NOT NULL,
    CONSTRAINT forums_host_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text)))),
    CONSTRAINT forums_host_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.forums_host ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_host_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_invitation (
    id bigint NOT NULL,
    side character varying(8) NOT NULL,
    message character varying(500) NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    declined_at timestamp with time zone,
    forum_id bigint NOT NULL,
    invited_by_id bigint NOT NULL,
    organisation_id bigint NOT NULL
);
ALTER TABLE public.forums_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_meeting (
    id bigint NOT NULL,
    locked boolean NOT NULL,
    buyer_id bigint NOT NULL,
    producer_id bigint NOT NULL,
    request_id bigint NOT NULL,
    slot_id bigint NOT NULL,
    table_id bigint NOT NULL,
    timetable_id bigint NOT NULL,
    buyer_seat smallint NOT NULL,
    producer_seat smallint NOT NULL,
    CONSTRAINT forums_meeting_buyer_seat_check CHECK ((buyer_seat >= 0)),
    CONSTRAINT forums_meeting_producer_seat_check CHECK ((producer_seat >= 0))
);
ALTER TABLE public.forums_meeting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_meeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_meetingrequest (
    id bigint NOT NULL,
    asked_by_side character varying(8) NOT NULL,
    message character varying(500) NOT NULL,
    answer character varying(500) NOT NULL,
    priority smallint NOT NULL,
    state character varying(10) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    asked_by_id bigint NOT NULL,
    buyer_id bigint NOT NULL,
    forum_id bigint,
    need_id bigint,
    producer_id bigint NOT NULL,
    product_id bigint,
    decline_reason character varying(12) NOT NULL,
    bonus smallint NOT NULL,
    CONSTRAINT forums_meetingrequest_bonus_check CHECK ((bonus >= 0)),
    CONSTRAINT forums_meetingrequest_priority_check CHECK ((priority >= 0)),
    CONSTRAINT forums_request_priority_range CHECK (((priority >= 1) AND (priority <= 3)))
);
ALTER TABLE public.forums_meetingrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_meetingrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_meetingrequestevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    state character varying(10) NOT NULL,
    buyer_id bigint NOT NULL,
    forum_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    producer_id bigint NOT NULL
);
ALTER TABLE public.forums_meetingrequestevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_meetingrequestevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_organiser (
    id bigint NOT NULL,
    part character varying(10) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by_id bigint NOT NULL,
    forum_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.forums_organiser ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_organiser_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_outcome (
    id bigint NOT NULL,
    side character varying(8) NOT NULL,
    result character varying(10) NOT NULL,
    value_currency character varying(3),
    value numeric(14,2),
    value_usd numeric(16,4),
    note character varying(500) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by_id bigint NOT NULL,
    country character varying(2) NOT NULL,
    next_step character varying(200) NOT NULL,
    next_step_on date,
    period character varying(5) NOT NULL,
    product_id bigint,
    quantity numeric(12,2),
    rating smallint,
    reason character varying(12) NOT NULL,
    request_id bigint NOT NULL,
    unit character varying(8) NOT NULL,
    CONSTRAINT forums_outcome_rating_check CHECK ((rating >= 0)),
    CONSTRAINT forums_outcome_value_positive CHECK (((value IS NULL) OR (value > (0)::numeric)))
);
ALTER TABLE public.forums_outcome ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_outcome_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_outcomeevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    side character varying(8) NOT NULL,
    result character varying(10) NOT NULL,
    value_currency character varying(3),
    value numeric(14,2),
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    country character varying(2) NOT NULL,
    product_id bigint,
    quantity numeric(12,2),
    rating smallint,
    reason character varying(12) NOT NULL,
    request_id bigint NOT NULL,
    unit character varying(8) NOT NULL,
    CONSTRAINT forums_outcomeevent_rating_check CHECK ((rating >= 0))
);
ALTER TABLE public.forums_outcomeevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_outcomeevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_pairrule (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    buyer_id bigint NOT NULL,
    forum_id bigint NOT NULL,
    producer_id bigint NOT NULL,
    set_by_id bigint NOT NULL
);
ALTER TABLE public.forums_pairrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_pairrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_question (
    id bigint NOT NULL,
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    kind character varying(8) NOT NULL,
    side character varying(8) NOT NULL,
    required boolean NOT NULL,
    "position" smallint NOT NULL,
    forum_id bigint NOT NULL,
    CONSTRAINT forums_question_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text)))),
    CONSTRAINT forums_question_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.forums_question ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_question_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_quota (
    id bigint NOT NULL,
    most smallint NOT NULL,
    category_id character varying(40),
    district_id character varying(4),
    forum_id bigint NOT NULL,
    CONSTRAINT forums_quota_most_check CHECK ((most >= 0)),
    CONSTRAINT forums_quota_of_one_thing CHECK ((((category_id IS NULL) OR (district_id IS NULL)) AND (1 = (
CASE
    WHEN (category_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (district_id IS NULL) THEN 1
    ELSE 0
END))))
);
ALTER TABLE public.forums_quota ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_quota_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_registration (
    id bigint NOT NULL,
    side character varying(8) NOT NULL,
    delegates smallint NOT NULL,
    note character varying(500) NOT NULL,
    max_meetings smallint,
    state character varying(10) NOT NULL,
    decided_at timestamp with time zone,
    checked_in_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    decided_by_id bigint,
    forum_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    registered_by_id bigint NOT NULL,
    away smallint[] NOT NULL,
    min_meetings smallint NOT NULL,
    accessible boolean NOT NULL,
    answers jsonb NOT NULL,
    languages character varying(2)[] NOT NULL,
    seats smallint NOT NULL,
    transport character varying(200) NOT NULL,
    zone character varying(60) NOT NULL,
    badge character varying(8) NOT NULL,
    away_noted_at timestamp with time zone,
    CONSTRAINT forums_registration_delegates_check CHECK ((delegates >= 0)),
    CONSTRAINT forums_registration_max_meetings_check CHECK ((max_meetings >= 0)),
    CONSTRAINT forums_registration_min_meetings_check CHECK ((min_meetings >= 0)),
    CONSTRAINT forums_registration_seats_check CHECK ((seats >= 0))
);
ALTER TABLE public.forums_registration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_registration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_slot (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    session smallint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    forum_id bigint NOT NULL,
    closed boolean NOT NULL,
    day smallint NOT NULL,
    CONSTRAINT forums_slot_day_check CHECK ((day >= 0)),
    CONSTRAINT forums_slot_forward CHECK ((ends_at > starts_at)),
    CONSTRAINT forums_slot_position_check CHECK (("position" >= 0)),
    CONSTRAINT forums_slot_session_check CHECK ((session >= 0))
);
ALTER TABLE public.forums_slot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_slot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_table (
    id bigint NOT NULL,
    number smallint NOT NULL,
    zone character varying(60) NOT NULL,
    accessible boolean NOT NULL,
    forum_id bigint NOT NULL,
    lost_from smallint,
    interpreter boolean NOT NULL,
    CONSTRAINT forums_table_lost_from_check CHECK ((lost_from >= 0)),
    CONSTRAINT forums_table_number_check CHECK ((number >= 0))
);
ALTER TABLE public.forums_table ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_table_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_timetableedit (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    request_id bigint NOT NULL,
    slot_after_id bigint,
    slot_before_id bigint,
    table_after_id bigint,
    table_before_id bigint,
    timetable_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.forums_timetableedit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_timetableedit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_timetableversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    state character varying(10) NOT NULL,
    value integer NOT NULL,
    bound integer NOT NULL,
    requested integer NOT NULL,
    unplaced jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    created_by_id bigint,
    forum_id bigint NOT NULL,
    breaks integer NOT NULL,
    breaks_bound integer NOT NULL,
    shortfalls jsonb NOT NULL,
    table_moves integer NOT NULL,
    CONSTRAINT forums_timetableversion_bound_check CHECK ((bound >= 0)),
    CONSTRAINT forums_timetableversion_breaks_bound_check CHECK ((breaks_bound >= 0)),
    CONSTRAINT forums_timetableversion_breaks_check CHECK ((breaks >= 0)),
    CONSTRAINT forums_timetableversion_number_check CHECK ((number >= 0)),
    CONSTRAINT forums_timetableversion_requested_check CHECK ((requested >= 0)),
    CONSTRAINT forums_timetableversion_table_moves_check CHECK ((table_moves >= 0)),
    CONSTRAINT forums_timetableversion_value_check CHECK ((value >= 0))
);
ALTER TABLE public.forums_timetableversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_timetableversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_training (
    id bigint NOT NULL,
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    topic character varying(12) NOT NULL,
    audience character varying(9) NOT NULL,
    place_km character varying(200) NOT NULL,
    place_en character varying(200) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    hours smallint NOT NULL,
    seats smallint NOT NULL,
    trainer character varying(200) NOT NULL,
    about_km text NOT NULL,
    about_en text NOT NULL,
    state character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint NOT NULL,
    province_id character varying(2) NOT NULL,
    CONSTRAINT forums_training_hours_check CHECK ((hours >= 0)),
    CONSTRAINT forums_training_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text)))),
    CONSTRAINT forums_training_seats_check CHECK ((seats >= 0))
);
ALTER TABLE public.forums_training ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_training_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.forums_trainingplace (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    state character varying(10) NOT NULL,
    code character varying(8) NOT NULL,
    signed_up_at timestamp with time zone NOT NULL,
    officer_id bigint,
    organisation_id bigint,
    signed_up_by_id bigint NOT NULL,
    training_id bigint NOT NULL,
    CONSTRAINT forums_trainingplace_of_somebody CHECK (((organisation_id IS NOT NULL) OR (officer_id IS NOT NULL)))
);
ALTER TABLE public.forums_trainingplace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forums_trainingplace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_bucket (
    id bigint NOT NULL,
    measure character varying(30) NOT NULL,
    month date NOT NULL,
    dim character varying(40) NOT NULL,
    value numeric(24,4) NOT NULL,
    province_id character varying(2) NOT NULL
);
ALTER TABLE public.insights_bucket ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_bucket_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_closedyear (
    id bigint NOT NULL,
    year smallint NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    note character varying(300) NOT NULL,
    closed_by_id bigint NOT NULL,
    CONSTRAINT insights_closedyear_year_check CHECK ((year >= 0))
);
ALTER TABLE public.insights_closedyear ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_closedyear_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_livelihoodanswer (
    id bigint NOT NULL,
    year smallint NOT NULL,
    consent boolean NOT NULL,
    income_before integer,
    income_now integer,
    jobs_before smallint,
    jobs_now smallint,
    migration character varying(8) NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    answered_by_id bigint,
    producer_id bigint NOT NULL,
    CONSTRAINT insights_answer_with_consent CHECK ((consent OR ((income_before IS NULL) AND (income_now IS NULL) AND (jobs_before IS NULL) AND (jobs_now IS NULL) AND ((migration)::text = ''::text)))),
    CONSTRAINT insights_livelihoodanswer_income_before_check CHECK ((income_before >= 0)),
    CONSTRAINT insights_livelihoodanswer_income_now_check CHECK ((income_now >= 0)),
    CONSTRAINT insights_livelihoodanswer_jobs_before_check CHECK ((jobs_before >= 0)),
    CONSTRAINT insights_livelihoodanswer_jobs_now_check CHECK ((jobs_now >= 0)),
    CONSTRAINT insights_livelihoodanswer_year_check CHECK ((year >= 0))
);
ALTER TABLE public.insights_livelihoodanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_livelihoodanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_stale (
    id bigint NOT NULL,
    source character varying(12) NOT NULL,
    province character varying(2) NOT NULL,
    month date,
    at timestamp with time zone NOT NULL
);
ALTER TABLE public.insights_stale ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_stale_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.insights_target (
    id bigint NOT NULL,
    indicator character varying(30) NOT NULL,
    year smallint NOT NULL,
    value numeric(20,2) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    province_id character varying(2),
    set_by_id bigint,
    CONSTRAINT insights_target_year_check CHECK ((year >= 0))
);
ALTER TABLE public.insights_target ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_target_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_block (
    id bigint NOT NULL,
    reason character varying(300) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    buyer_id bigint NOT NULL,
    made_by_id bigint,
    producer_id bigint NOT NULL,
    side character varying(8) NOT NULL
);
ALTER TABLE public.matching_block ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_block_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_enquiry (
    id bigint NOT NULL,
    asked_by_side character varying(8) NOT NULL,
    quantity numeric(12,2),
    unit character varying(8) NOT NULL,
    period character varying(5) NOT NULL,
    state character varying(10) NOT NULL,
    turn character varying(8) NOT NULL,
    step integer NOT NULL,
    sample character varying(6) NOT NULL,
    agreed_at timestamp with time zone,
    answered_at timestamp with time zone,
    turn_since timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    decline_reason character varying(12) NOT NULL,
    kept boolean,
    created_at timestamp with time zone NOT NULL,
    asked_by_id bigint NOT NULL,
    buyer_id bigint NOT NULL,
    need_id bigint,
    producer_id bigint NOT NULL,
    product_id bigint,
    deal_id bigint,
    CONSTRAINT matching_enquiry_quantity_positive CHECK (((quantity IS NULL) OR (quantity > (0)::numeric))),
    CONSTRAINT matching_enquiry_step_check CHECK ((step >= 0))
);
ALTER TABLE public.matching_enquiry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_enquiry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_enquiryentry (
    id bigint NOT NULL,
    kind character varying(14) NOT NULL,
    side character varying(8) NOT NULL,
    text character varying(1000) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    author_id bigint,
    enquiry_id bigint NOT NULL,
    quote_id bigint
);
ALTER TABLE public.matching_enquiryentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_enquiryentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_enquiryevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    state character varying(10) NOT NULL,
    turn character varying(8) NOT NULL,
    kept boolean,
    buyer_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    producer_id bigint NOT NULL
);
ALTER TABLE public.matching_enquiryevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_enquiryevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_judgement (
    id bigint NOT NULL,
    good boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    need_id bigint NOT NULL,
    product_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.matching_judgement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_judgement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_match (
    id bigint NOT NULL,
    rank smallint NOT NULL,
    score double precision NOT NULL,
    factors jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    need_id bigint NOT NULL,
    product_id bigint NOT NULL,
    run_id bigint NOT NULL,
    buyer_side double precision NOT NULL,
    producer_side double precision NOT NULL,
    CONSTRAINT matching_match_rank_check CHECK ((rank >= 0)),
    CONSTRAINT matching_match_score_range CHECK (((score >= (0.0)::double precision) AND (score <= (1.0)::double precision)))
);
ALTER TABLE public.matching_match ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_match_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_matchlist (
    id bigint NOT NULL,
    products bigint[] NOT NULL,
    scores double precision[] NOT NULL,
    need_id bigint NOT NULL,
    run_id bigint NOT NULL
);
ALTER TABLE public.matching_matchlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_matchlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_matchrun (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    done integer NOT NULL,
    total integer NOT NULL,
    attempts smallint NOT NULL,
    cancel_asked boolean NOT NULL,
    error character varying(300) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    heartbeat_at timestamp with time zone,
    finished_at timestamp with time zone,
    need_id bigint,
    started_by_id bigint,
    again boolean NOT NULL,
    local_bonus double precision NOT NULL,
    product_id bigint,
    weights_id bigint,
    forum_id bigint,
    CONSTRAINT matching_matchrun_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT matching_matchrun_done_check CHECK ((done >= 0)),
    CONSTRAINT matching_matchrun_total_check CHECK ((total >= 0))
);
ALTER TABLE public.matching_matchrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_matchrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_matchshard (
    id bigint NOT NULL,
    number integer NOT NULL,
    needs bigint[] NOT NULL,
    size integer GENERATED ALWAYS AS (cardinality(needs)) STORED,
    state character varying(10) NOT NULL,
    attempts smallint NOT NULL,
    heartbeat_at timestamp with time zone,
    run_id bigint NOT NULL,
    CONSTRAINT matching_matchshard_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT matching_matchshard_number_check CHECK ((number >= 0))
);
ALTER TABLE public.matching_matchshard ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_matchshard_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_pool (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    score double precision NOT NULL,
    months smallint[] NOT NULL,
    asked_at timestamp with time zone,
    agreed_at timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    asked_by_id bigint,
    coordinator_id bigint,
    need_id bigint NOT NULL
);
ALTER TABLE public.matching_pool ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_pool_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_poolevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    state character varying(10) NOT NULL,
    coordinator_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.matching_poolevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_poolevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_poolshare (
    id bigint NOT NULL,
    amounts numeric(14,2)[] NOT NULL,
    state character varying(10) NOT NULL,
    reason character varying(300) NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    pool_id bigint NOT NULL,
    product_id bigint NOT NULL
);
ALTER TABLE public.matching_poolshare ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_poolshare_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_quote (
    id bigint NOT NULL,
    side character varying(8) NOT NULL,
    price_currency character varying(3) NOT NULL,
    price numeric(12,2) NOT NULL,
    quantity numeric(12,2) NOT NULL,
    unit character varying(8) NOT NULL,
    period character varying(5) NOT NULL,
    starts_on date,
    note character varying(300) NOT NULL,
    state character varying(8) NOT NULL,
    worth_usd numeric(26,2) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    enquiry_id bigint NOT NULL,
    made_by_id bigint NOT NULL,
    CONSTRAINT matching_quote_positive CHECK (((quantity > (0)::numeric) AND (price > (0)::numeric)))
);
ALTER TABLE public.matching_quote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_quote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_rankingweights (
    id bigint NOT NULL,
    buyer jsonb NOT NULL,
    producer jsonb NOT NULL,
    note character varying(300) NOT NULL,
    report jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint
);
ALTER TABLE public.matching_rankingweights ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_rankingweights_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.matching_schedulerun (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    done integer NOT NULL,
    total integer NOT NULL,
    attempts smallint NOT NULL,
    cancel_asked boolean NOT NULL,
    error character varying(300) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    heartbeat_at timestamp with time zone,
    finished_at timestamp with time zone,
    value integer NOT NULL,
    bound integer NOT NULL,
    forum_id bigint NOT NULL,
    started_by_id bigint,
    timetable_id bigint,
    breaks integer,
    keep_locked boolean NOT NULL,
    CONSTRAINT matching_schedulerun_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT matching_schedulerun_bound_check CHECK ((bound >= 0)),
    CONSTRAINT matching_schedulerun_breaks_check CHECK ((breaks >= 0)),
    CONSTRAINT matching_schedulerun_done_check CHECK ((done >= 0)),
    CONSTRAINT matching_schedulerun_total_check CHECK ((total >= 0)),
    CONSTRAINT matching_schedulerun_value_check CHECK ((value >= 0))
);
ALTER TABLE public.matching_schedulerun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matching_schedulerun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_botupdate (
    update_id bigint NOT NULL,
    payload jsonb,
    replies jsonb NOT NULL,
    state character varying(6) NOT NULL,
    attempts smallint NOT NULL,
    not_before timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    CONSTRAINT notices_botupdate_attempts_check CHECK ((attempts >= 0))
);
CREATE TABLE public.notices_channelhealth (
    channel character varying(10) NOT NULL,
    failures integer NOT NULL,
    paused_until timestamp with time zone,
    last_error character varying(300) NOT NULL,
    failed_at timestamp with time zone,
    worked_at timestamp with time zone,
    busy_until timestamp with time zone,
    CONSTRAINT notices_channelhealth_failures_check CHECK ((failures >= 0))
);
CREATE TABLE public.notices_chatinvitation (
    user_id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.notices_notice (
    id bigint NOT NULL,
    phone character varying(128) NOT NULL,
    channel character varying(10) NOT NULL,
    kind character varying(40) NOT NULL,
    language character varying(2) NOT NULL,
    context jsonb NOT NULL,
    link character varying(2000) NOT NULL,
    dedupe_key character varying(120),
    state character varying(12) NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(300) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    read_at timestamp with time zone,
    recipient_id bigint,
    asks character varying(60) DEFAULT ''::character varying NOT NULL,
    digested boolean DEFAULT false NOT NULL,
    email character varying(254) DEFAULT ''::character varying NOT NULL,
    expires_at timestamp with time zone,
    not_before timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    province_id character varying(2),
    reference character varying(60) DEFAULT ''::character varying NOT NULL,
    urgent boolean DEFAULT false NOT NULL,
    CONSTRAINT notices_notice_addressed CHECK (((recipient_id IS NOT NULL) OR (NOT ((phone)::text = ''::text)))),
    CONSTRAINT notices_notice_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.notices_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_preference (
    user_id bigint NOT NULL,
    away character varying(10) NOT NULL,
    pace character varying(10) NOT NULL,
    digest_hour smallint NOT NULL,
    quiet boolean NOT NULL,
    quiet_from smallint NOT NULL,
    quiet_until smallint NOT NULL,
    email character varying(254) NOT NULL,
    email_confirmed boolean NOT NULL,
    digested_at timestamp with time zone,
    CONSTRAINT notices_preference_digest_hour_check CHECK ((digest_hour >= 0)),
    CONSTRAINT notices_preference_hours CHECK (((digest_hour < 24) AND (quiet_from < 24) AND (quiet_until < 24))),
    CONSTRAINT notices_preference_quiet_from_check CHECK ((quiet_from >= 0)),
    CONSTRAINT notices_preference_quiet_until_check CHECK ((quiet_until >= 0))
);
CREATE TABLE public.notices_telegramchat (
    user_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    name character varying(120) NOT NULL,
    linked_at timestamp with time zone NOT NULL,
    blocked_at timestamp with time zone
);
CREATE TABLE public.notices_webhook (
    id bigint NOT NULL,
    url character varying(500) NOT NULL,
    secret character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    failing_since timestamp with time zone,
    off_at timestamp with time zone,
    busy_until timestamp with time zone,
    user_id bigint NOT NULL
);
ALTER TABLE public.notices_webhook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_webhook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_webhookdelivery (
    id bigint NOT NULL,
    event uuid NOT NULL,
    kind character varying(40) NOT NULL,
    payload jsonb NOT NULL,
    state character varying(8) NOT NULL,
    attempts smallint NOT NULL,
    not_before timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    answered smallint,
    last_error character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    webhook_id bigint NOT NULL,
    CONSTRAINT notices_webhookdelivery_answered_check CHECK ((answered >= 0)),
    CONSTRAINT notices_webhookdelivery_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.notices_webhookdelivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_webhookdelivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_wording (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    language character varying(2) NOT NULL,
    text text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    province_id character varying(2)
);
ALTER TABLE public.notices_wording ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_wording_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notices_wordingevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    language character varying(2) NOT NULL,
    text text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    province_id character varying(2)
);
ALTER TABLE public.notices_wordingevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_wordingevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.ovop_heartbeat (
    of character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    fine boolean NOT NULL,
    said character varying(500) NOT NULL
);
CREATE TABLE public.pghistory_context (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    metadata jsonb NOT NULL
);
CREATE TABLE public.places_commune (
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    search_key character varying(420) NOT NULL,
    code character varying(6) NOT NULL,
    provisional boolean NOT NULL,
    district_id character varying(4) NOT NULL,
    province_id character varying(2) NOT NULL,
    CONSTRAINT places_commune_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text))))
);
CREATE TABLE public.places_district (
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    search_key character varying(420) NOT NULL,
    code character varying(4) NOT NULL,
    province_id character varying(2) NOT NULL,
    CONSTRAINT places_district_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text))))
);
CREATE TABLE public.places_exchangerate (
    id bigint NOT NULL,
    "on" date NOT NULL,
    khr_per_usd numeric(10,2) NOT NULL,
    CONSTRAINT places_exchangerate_positive CHECK ((khr_per_usd > (0)::numeric))
);
ALTER TABLE public.places_exchangerate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_exchangerate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.places_province (
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    search_key character varying(420) NOT NULL,
    code character varying(2) NOT NULL,
    region character varying(20) NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    tile_row smallint NOT NULL,
    tile_column smallint NOT NULL,
    CONSTRAINT places_province_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text)))),
    CONSTRAINT places_province_tile_column_check CHECK ((tile_column >= 0)),
    CONSTRAINT places_province_tile_row_check CHECK ((tile_row >= 0))
);
CREATE TABLE public.places_village (
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    search_key character varying(420) NOT NULL,
    key character varying(80) NOT NULL,
    code character varying(8) NOT NULL,
    commune_id character varying(6) NOT NULL,
    district_id character varying(4) NOT NULL,
    province_id character varying(2) NOT NULL,
    CONSTRAINT places_village_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text))))
);
CREATE TABLE public.producers_category (
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    code character varying(40) NOT NULL,
    icon character varying(40) NOT NULL,
    "position" smallint NOT NULL,
    synonyms text NOT NULL,
    parent_id character varying(40),
    CONSTRAINT producers_category_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text)))),
    CONSTRAINT producers_category_position_check CHECK (("position" >= 0))
);
CREATE TABLE public.producers_certificate (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    number character varying(60) NOT NULL,
    issuer character varying(120) NOT NULL,
    valid_from date,
    valid_until date,
    producer_id bigint NOT NULL,
    product_id bigint,
    created_at timestamp with time zone,
    file character varying(100) NOT NULL,
    reminded_at timestamp with time zone,
    confirmed_at timestamp with time zone,
    confirmed_by_id bigint,
    CONSTRAINT producers_certificate_dates CHECK (((valid_from IS NULL) OR (valid_until IS NULL) OR (valid_until >= valid_from)))
);
ALTER TABLE public.producers_certificate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_certificate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_claim (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    claimed_at timestamp with time zone,
    claimed_by_id bigint,
    made_by_id bigint,
    producer_id bigint NOT NULL
);
ALTER TABLE public.producers_claim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_claim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_importbatch (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    header jsonb NOT NULL,
    mapping jsonb NOT NULL,
    stage character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    imported_at timestamp with time zone,
    uploaded_by_id bigint NOT NULL
);
ALTER TABLE public.producers_importbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_importbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_importrow (
    id bigint NOT NULL,
    number integer NOT NULL,
    cells jsonb NOT NULL,
    "values" jsonb NOT NULL,
    problems jsonb NOT NULL,
    status character varying(10) NOT NULL,
    chosen boolean NOT NULL,
    same_as integer,
    made_producer boolean NOT NULL,
    batch_id bigint NOT NULL,
    duplicate_of_id bigint,
    producer_id bigint,
    product_id bigint,
    CONSTRAINT producers_importrow_number_check CHECK ((number >= 0)),
    CONSTRAINT producers_importrow_same_as_check CHECK ((same_as >= 0))
);
ALTER TABLE public.producers_importrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_importrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_importrun (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    done integer NOT NULL,
    total integer NOT NULL,
    attempts smallint NOT NULL,
    cancel_asked boolean NOT NULL,
    error character varying(300) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    heartbeat_at timestamp with time zone,
    finished_at timestamp with time zone,
    step character varying(6) NOT NULL,
    batch_id bigint NOT NULL,
    started_by_id bigint,
    CONSTRAINT producers_importrun_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT producers_importrun_done_check CHECK ((done >= 0)),
    CONSTRAINT producers_importrun_total_check CHECK ((total >= 0))
);
ALTER TABLE public.producers_importrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_importrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_listingdraft (
    id bigint NOT NULL,
    client_id uuid NOT NULL,
    data jsonb NOT NULL,
    step smallint NOT NULL,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    producer_id bigint NOT NULL,
    product_id bigint,
    started_by_id bigint NOT NULL,
    discarded_at timestamp with time zone,
    CONSTRAINT producers_listingdraft_step_check CHECK ((step >= 0))
);
ALTER TABLE public.producers_listingdraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_listingdraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_marketrule (
    id bigint NOT NULL,
    market character varying(3) NOT NULL,
    certificates character varying(12)[] NOT NULL,
    note_km text NOT NULL,
    note_en text NOT NULL,
    category_id character varying(40) NOT NULL
);
ALTER TABLE public.producers_marketrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_marketrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_producer (
    id bigint NOT NULL,
    women_led boolean NOT NULL,
    members_count integer NOT NULL,
    story_km text NOT NULL,
    story_en text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    enrolled_by_id bigint,
    organisation_id bigint NOT NULL,
    agreed character varying(8) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT producers_producer_members_count_check CHECK ((members_count >= 0))
);
ALTER TABLE public.producers_producer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_producer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_product (
    id bigint NOT NULL,
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    description_km text NOT NULL,
    description_en text NOT NULL,
    unit character varying(8) NOT NULL,
    price_currency character varying(3) NOT NULL,
    price numeric(12,2) NOT NULL,
    price_usd numeric(14,4) NOT NULL,
    minimum_order numeric(12,2) NOT NULL,
    monthly_supply numeric(12,2)[] NOT NULL,
    lead_time_days smallint NOT NULL,
    packaging character varying(200) NOT NULL,
    shelf_life_days integer,
    state character varying(20) NOT NULL,
    registration_number character varying(30),
    submitted_at timestamp with time zone,
    registered_at timestamp with time zone,
    stars smallint,
    client_id uuid NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    search_name text NOT NULL,
    search_body text NOT NULL,
    category_id character varying(40) NOT NULL,
    commune_id character varying(6) NOT NULL,
    district_id character varying(4) NOT NULL,
    producer_id bigint NOT NULL,
    province_id character varying(2) NOT NULL,
    village_id character varying(80) NOT NULL,
    packaging_kind character varying(10) NOT NULL,
    price_to numeric(12,2),
    registered_by_id bigint,
    renewal_asked_at timestamp with time zone,
    stars_until date,
    valid_until date,
    export_ready boolean NOT NULL,
    hs_code character varying(6) NOT NULL,
    search_kind text NOT NULL,
    search_name_more text NOT NULL,
    search_place text NOT NULL,
    search tsvector GENERATED ALWAYS AS (((((setweight(to_tsvector('english'::regconfig, COALESCE(search_name, ''::text)), 'A'::"char") || setweight(to_tsvector('english'::regconfig, COALESCE(search_name_more, ''::text)), 'A'::"char")) || setweight(to_tsvector('english'::regconfig, COALESCE(search_kind, ''::text)), 'B'::"char")) || setweight(to_tsvector('english'::regconfig, COALESCE(search_body, ''::text)), 'C'::"char")) || setweight(to_tsvector('english'::regconfig, COALESCE(search_place, ''::text)), 'D'::"char"))) STORED,
    months_mask integer GENERATED ALWAYS AS ((((((((((((
CASE
    WHEN (monthly_supply[1] > (0)::numeric) THEN 1
    ELSE 0
END +
CASE
    WHEN (monthly_supply[2] > (0)::numeric) THEN 2
    ELSE 0
END) +
CASE
    WHEN (monthly_supply[3] > (0)::numeric) THEN 4
    ELSE 0
END) +
CASE
    WHEN (monthly_supply[4] > (0)::numeric) THEN 8
    ELSE 0
END) +
CASE
    WHEN (monthly_supply[5] > (0)::numeric) THEN 16
    ELSE 0
END) +
CASE
    WHEN (monthly_supply[6] > (0)::numeric) THEN 32
    ELSE 0
END) +
CASE
    WHEN (monthly_supply[7] > (0)::numeric) THEN 64
    ELSE 0
END) +
CASE
    WHEN (monthly_supply[8] > (0)::numeric) THEN 128
    ELSE 0
END) +
CASE
    WHEN (monthly_supply[9] > (0)::numeric) THEN 256
    ELSE 0
END) +
CASE
    WHEN (monthly_supply[10] > (0)::numeric) THEN 512
    ELSE 0
END) +
CASE
    WHEN (monthly_supply[11] > (0)::numeric) THEN 1024
    ELSE 0
END) +
CASE
    WHEN (monthly_supply[12] > (0)::numeric) THEN 2048
    ELSE 0
END)) STORED,
    CONSTRAINT producers_product_lead_time_days_check CHECK ((lead_time_days >= 0)),
    CONSTRAINT producers_product_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text)))),
    CONSTRAINT producers_product_price_positive CHECK ((price > (0)::numeric)),
    CONSTRAINT producers_product_price_range CHECK (((price_to IS NULL) OR (price_to >= price))),
    CONSTRAINT producers_product_registered_numbered CHECK (((NOT ((state)::text = 'registered'::text)) OR (registration_number IS NOT NULL))),
    CONSTRAINT producers_product_shelf_life_days_check CHECK ((shelf_life_days >= 0)),
    CONSTRAINT producers_product_stars_check CHECK ((stars >= 0)),
    CONSTRAINT producers_product_stars_range CHECK (((stars IS NULL) OR ((stars >= 1) AND (stars <= 5)))),
    CONSTRAINT producers_product_twelve_months CHECK ((
CASE
    WHEN (monthly_supply IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(monthly_supply, 1), 0)
END = 12)),
    CONSTRAINT producers_product_version_check CHECK ((version >= 0))
);
ALTER TABLE public.producers_product ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_product_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_productevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    state character varying(20) NOT NULL,
    price_currency character varying(3) NOT NULL,
    price numeric(12,2) NOT NULL,
    registration_number character varying(30),
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.producers_productevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_productevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_productphoto (
    id bigint NOT NULL,
    image character varying(100) NOT NULL,
    thumbnail character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    "position" smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    product_id bigint,
    attempts smallint NOT NULL,
    key uuid NOT NULL,
    medium character varying(100) NOT NULL,
    original character varying(100) NOT NULL,
    state character varying(8) NOT NULL,
    draft_id bigint,
    CONSTRAINT producers_photo_one_owner CHECK ((((product_id IS NULL) OR (draft_id IS NULL)) AND (1 = (
CASE
    WHEN (product_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (draft_id IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT producers_photo_ready_has_image CHECK (((NOT ((state)::text = 'ready'::text)) OR (NOT ((image)::text = ''::text)))),
    CONSTRAINT producers_productphoto_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT producers_productphoto_height_check CHECK ((height >= 0)),
    CONSTRAINT producers_productphoto_position_check CHECK (("position" >= 0)),
    CONSTRAINT producers_productphoto_width_check CHECK ((width >= 0))
);
ALTER TABLE public.producers_productphoto ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_productphoto_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_productreview (
    id bigint NOT NULL,
    decision character varying(20) NOT NULL,
    note text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    product_id bigint NOT NULL,
    reviewer_id bigint NOT NULL,
    checked character varying(20)[] NOT NULL
);
ALTER TABLE public.producers_productreview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_productreview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_productterm (
    id bigint NOT NULL,
    words_km text NOT NULL,
    words_en text NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    category_id character varying(40)
);
ALTER TABLE public.producers_productterm ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_productterm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_productviews (
    id bigint NOT NULL,
    day date NOT NULL,
    count integer NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT producers_productviews_count_check CHECK ((count >= 0))
);
ALTER TABLE public.producers_productviews ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_productviews_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_rating (
    id bigint NOT NULL,
    judged_on date NOT NULL,
    valid_until date NOT NULL,
    percent numeric(5,2) NOT NULL,
    stars smallint NOT NULL,
    sheet jsonb NOT NULL,
    note text NOT NULL,
    judged_by_id bigint NOT NULL,
    product_id bigint NOT NULL,
    rubric_id bigint NOT NULL,
    CONSTRAINT producers_rating_stars_check CHECK ((stars >= 0)),
    CONSTRAINT producers_rating_stars_range CHECK (((stars >= 1) AND (stars <= 5)))
);
ALTER TABLE public.producers_rating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_rating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_registrationcounter (
    id bigint NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    province_id character varying(2) NOT NULL,
    CONSTRAINT producers_registrationcounter_last_check CHECK ((last >= 0)),
    CONSTRAINT producers_registrationcounter_year_check CHECK ((year >= 0))
);
ALTER TABLE public.producers_registrationcounter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_registrationcounter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_reviewremark (
    id bigint NOT NULL,
    field character varying(30) NOT NULL,
    reason character varying(500) NOT NULL,
    review_id bigint NOT NULL
);
ALTER TABLE public.producers_reviewremark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_reviewremark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_rubric (
    id bigint NOT NULL,
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    thresholds smallint[] NOT NULL,
    valid_years smallint NOT NULL,
    in_use boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    CONSTRAINT producers_rubric_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text)))),
    CONSTRAINT producers_rubric_valid_years_check CHECK ((valid_years >= 0))
);
CREATE TABLE public.producers_rubric_fields (
    id bigint NOT NULL,
    rubric_id bigint NOT NULL,
    category_id character varying(40) NOT NULL
);
ALTER TABLE public.producers_rubric_fields ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_rubric_fields_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.producers_rubric ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_rubric_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_rubriccriterion (
    id bigint NOT NULL,
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    section character varying(10) NOT NULL,
    guide_km text NOT NULL,
    guide_en text NOT NULL,
    weight smallint NOT NULL,
    most smallint NOT NULL,
    "position" smallint NOT NULL,
    rubric_id bigint NOT NULL,
    CONSTRAINT producers_rubriccriterion_most_check CHECK ((most >= 0)),
    CONSTRAINT producers_rubriccriterion_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text)))),
    CONSTRAINT producers_rubriccriterion_position_check CHECK (("position" >= 0)),
    CONSTRAINT producers_rubriccriterion_weight_check CHECK ((weight >= 0))
);
ALTER TABLE public.producers_rubriccriterion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_rubriccriterion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_searchposting (
    term bigint NOT NULL,
    product integer NOT NULL,
    impact real NOT NULL
);
CREATE TABLE public.producers_searchstatistics (
    id smallint NOT NULL,
    documents integer NOT NULL,
    name_length double precision NOT NULL,
    kind_length double precision NOT NULL,
    body_length double precision NOT NULL,
    place_length double precision NOT NULL,
    analysis smallint NOT NULL,
    refreshed_at timestamp with time zone,
    CONSTRAINT producers_searchstatistics_analysis_check CHECK ((analysis >= 0)),
    CONSTRAINT producers_searchstatistics_one CHECK ((id = 1))
);
CREATE TABLE public.producers_searchterm (
    term bigint NOT NULL,
    lexeme text NOT NULL,
    surface text NOT NULL,
    documents integer NOT NULL
);
CREATE TABLE public.producers_submission (
    id bigint NOT NULL,
    snapshot jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    product_id bigint NOT NULL,
    submitted_by_id bigint
);
ALTER TABLE public.producers_submission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_submission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_visit (
    id bigint NOT NULL,
    name_km character varying(200) NOT NULL,
    name_en character varying(200) NOT NULL,
    kind character varying(14) NOT NULL,
    text_km text NOT NULL,
    text_en text NOT NULL,
    days smallint[] NOT NULL,
    price_currency character varying(3) NOT NULL,
    price numeric(12,2) NOT NULL,
    most_people smallint NOT NULL,
    offered boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    producer_id bigint NOT NULL,
    CONSTRAINT producers_visit_most_people_check CHECK ((most_people >= 0)),
    CONSTRAINT producers_visit_named CHECK ((NOT (((name_en)::text = ''::text) AND ((name_km)::text = ''::text))))
);
ALTER TABLE public.producers_visit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_visit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.producers_visitrequest (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    phone character varying(128) NOT NULL,
    day date NOT NULL,
    people smallint NOT NULL,
    message text NOT NULL,
    state character varying(8) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    asked_by_id bigint,
    visit_id bigint NOT NULL,
    CONSTRAINT producers_visitrequest_people_check CHECK ((people >= 0))
);
ALTER TABLE public.producers_visitrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.producers_visitrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.django_migrations VALUES
	(1, 'places', '0001_initial', '2026-11-28 16:46:38.804029+07'),
	(2, 'pghistory', '0001_initial', '2026-11-28 16:46:38.808496+07'),
	(3, 'pghistory', '0002_aggregateevent', '2026-11-28 16:46:38.811249+07'),
	(4, 'pghistory', '0003_auto_20201023_1636', '2026-11-28 16:46:38.813178+07'),
	(5, 'pghistory', '0004_auto_20220906_1625', '2026-11-28 16:46:38.821352+07'),
	(6, 'pghistory', '0005_events_middlewareevents', '2026-11-28 16:46:38.824637+07'),
	(7, 'pghistory', '0006_delete_aggregateevent', '2026-11-28 16:46:38.826117+07'),
	(8, 'pghistory', '0007_auto_20250421_0444', '2026-11-28 16:46:38.842883+07'),
	(9, 'contenttypes', '0001_initial', '2026-11-28 16:46:38.849153+07'),
	(10, 'contenttypes', '0002_remove_content_type_name', '2026-11-28 16:46:38.860835+07'),
	(11, 'auth', '0001_initial', '2026-11-28 16:46:38.88407+07'),
	(12, 'auth', '0002_alter_permission_name_max_length', '2026-11-28 16:46:38.890231+07'),
	(13, 'auth', '0003_alter_user_email_max_length', '2026-11-28 16:46:38.895813+07'),
	(14, 'auth', '0004_alter_user_username_opts', '2026-11-28 16:46:38.901806+07'),
	(15, 'auth', '0005_alter_user_last_login_null', '2026-11-28 16:46:38.907337+07'),
	(16, 'auth', '0006_require_contenttypes_0002', '2026-11-28 16:46:38.908596+07'),
	(17, 'auth', '0007_alter_validators_add_error_messages', '2026-11-28 16:46:38.914089+07'),
	(18, 'auth', '0008_alter_user_username_max_length', '2026-11-28 16:46:38.920659+07'),
	(19, 'auth', '0009_alter_user_last_name_max_length', '2026-11-28 16:46:38.927702+07'),
	(20, 'auth', '0010_alter_group_name_max_length', '2026-11-28 16:46:38.934604+07'),
	(21, 'auth', '0011_update_proxy_permissions', '2026-11-28 16:46:38.952106+07'),
	(22, 'auth', '0012_alter_user_first_name_max_length', '2026-11-28 16:46:38.961311+07'),
	(23, 'accounts', '0001_initial', '2026-11-28 16:46:39.209306+07'),
	(24, 'account', '0001_initial', '2026-11-28 16:46:39.254599+07'),
	(25, 'account', '0002_email_max_length', '2026-11-28 16:46:39.275913+07'),
	(26, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-28 16:46:39.308734+07'),
	(27, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-28 16:46:39.33038+07'),
	(28, 'account', '0005_emailaddress_idx_upper_email', '2026-11-28 16:46:39.351714+07'),
	(29, 'account', '0006_emailaddress_lower', '2026-11-28 16:46:39.374424+07'),
	(30, 'account', '0007_emailaddress_idx_email', '2026-11-28 16:46:39.410469+07'),
	(31, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-28 16:46:39.439366+07'),
	(32, 'account', '0009_emailaddress_unique_primary_email', '2026-11-28 16:46:39.459017+07'),
	(33, 'accounts', '0002_invitation_scoped', '2026-11-28 16:46:39.47737+07'),
	(34, 'accounts', '0003_tries', '2026-11-28 16:46:39.482321+07'),
	(35, 'accounts', '0004_signed_out', '2026-11-28 16:46:39.504962+07'),
	(36, 'accounts', '0005_erasure', '2026-11-28 16:46:39.810863+07'),
	(37, 'accounts', '0006_given_answers', '2026-11-28 16:46:39.838044+07'),
	(38, 'accounts', '0007_history_of_everybody', '2026-11-28 16:46:39.840146+07'),
	(39, 'accounts', '0008_digits', '2026-11-28 16:46:39.859171+07'),
	(40, 'admin', '0001_initial', '2026-11-28 16:46:39.886675+07'),
	(41, 'admin', '0002_logentry_remove_auto_add', '2026-11-28 16:46:39.906443+07'),
	(42, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-28 16:46:39.928757+07'),
	(43, 'authtoken', '0001_initial', '2026-11-28 16:46:39.964938+07'),
	(44, 'authtoken', '0002_auto_20160226_1747', '2026-11-28 16:46:40.045588+07'),
	(45, 'authtoken', '0003_tokenproxy', '2026-11-28 16:46:40.048749+07'),
	(46, 'authtoken', '0004_alter_tokenproxy_options', '2026-11-28 16:46:40.055463+07'),
	(47, 'producers', '0001_initial', '2026-11-28 16:46:40.663879+07'),
	(48, 'producers', '0002_listings_reviews_imports', '2026-11-28 16:46:42.852391+07'),
	(49, 'producers', '0003_visits_views_export', '2026-11-28 16:46:43.506929+07'),
	(50, 'producers', '0004_confirmed_and_discarded', '2026-11-28 16:46:43.699648+07'),
	(51, 'producers', '0005_search', '2026-11-28 16:46:44.069631+07'),
	(52, 'buyers', '0001_initial', '2026-11-28 16:46:44.153507+07'),
	(53, 'buyers', '0002_initial', '2026-11-28 16:46:44.962788+07'),
	(54, 'buyers', '0003_invitations_saved_searches', '2026-11-28 16:46:45.143545+07'),
	(55, 'buyers', '0004_preferred_origin', '2026-11-28 16:46:45.191526+07'),
	(56, 'buyers', '0005_searches_news', '2026-11-28 16:46:45.247485+07'),
	(57, 'django_celery_beat', '0001_initial', '2026-11-28 16:46:45.26766+07'),
	(58, 'django_celery_beat', '0002_auto_20161118_0346', '2026-11-28 16:46:45.279326+07'),
	(59, 'django_celery_beat', '0003_auto_20161209_0049', '2026-11-28 16:46:45.290408+07'),
	(60, 'django_celery_beat', '0004_auto_20170221_0000', '2026-11-28 16:46:45.296015+07'),
	(61, 'django_celery_beat', '0005_add_solarschedule_events_choices', '2026-11-28 16:46:45.301541+07'),
	(62, 'django_celery_beat', '0006_auto_20180322_0932', '2026-11-28 16:46:45.344115+07'),
	(63, 'django_celery_beat', '0007_auto_20180521_0826', '2026-11-28 16:46:45.362795+07'),
	(64, 'django_celery_beat', '0008_auto_20180914_1922', '2026-11-28 16:46:45.409526+07'),
	(65, 'django_celery_beat', '0006_auto_20180210_1226', '2026-11-28 16:46:45.438764+07'),
	(66, 'django_celery_beat', '0006_periodictask_priority', '2026-11-28 16:46:45.450723+07'),
	(67, 'django_celery_beat', '0009_periodictask_headers', '2026-11-28 16:46:45.465184+07'),
	(68, 'django_celery_beat', '0010_auto_20190429_0326', '2026-11-28 16:46:45.787611+07'),
	(69, 'django_celery_beat', '0011_auto_20190508_0153', '2026-11-28 16:46:45.809002+07'),
	(70, 'django_celery_beat', '0012_periodictask_expire_seconds', '2026-11-28 16:46:45.822989+07'),
	(71, 'django_celery_beat', '0013_auto_20200609_0727', '2026-11-28 16:46:45.837254+07'),
	(72, 'django_celery_beat', '0014_remove_clockedschedule_enabled', '2026-11-28 16:46:45.844901+07'),
	(73, 'django_celery_beat', '0015_edit_solarschedule_events_choices', '2026-11-28 16:46:45.851214+07'),
	(74, 'django_celery_beat', '0016_alter_crontabschedule_timezone', '2026-11-28 16:46:45.864574+07'),
	(75, 'django_celery_beat', '0017_alter_crontabschedule_month_of_year', '2026-11-28 16:46:45.877315+07'),
	(76, 'django_celery_beat', '0018_improve_crontab_helptext', '2026-11-28 16:46:45.890525+07'),
	(77, 'django_celery_beat', '0019_alter_periodictasks_options', '2026-11-28 16:46:45.895956+07'),
	(78, 'producers', '0006_search_functions', '2026-11-28 16:46:45.900884+07'),
	(79, 'forums', '0001_initial', '2026-11-28 16:46:46.351857+07'),
	(80, 'forums', '0002_initial', '2026-11-28 16:46:49.538369+07'),
	(81, 'forums', '0003_decline_reason', '2026-11-28 16:46:49.580497+07'),
	(82, 'forums', '0004_desk', '2026-11-28 16:46:50.264742+07'),
	(83, 'forums', '0005_places', '2026-11-28 16:46:50.333916+07'),
	(84, 'forums', '0006_pair_rules', '2026-11-28 16:46:50.397746+07'),
	(85, 'forums', '0007_booking', '2026-11-28 16:46:50.442461+07'),
	(86, 'forums', '0008_organising', '2026-11-28 16:46:53.41205+07'),
	(87, 'forums', '0009_arrivals', '2026-11-28 16:46:53.981417+07'),
	(88, 'forums', '0010_outcomes', '2026-11-28 16:46:57.494273+07'),
	(89, 'forums', '0011_commitments_trainings', '2026-11-28 16:46:58.340495+07'),
	(90, 'forums', '0012_away_noted_at', '2026-11-28 16:46:58.618531+07'),
	(91, 'forums', '0013_outcome_without_words', '2026-11-28 16:46:58.852172+07'),
	(92, 'insights', '0001_figures', '2026-11-28 16:46:59.103991+07'),
	(93, 'insights', '0002_triggers', '2026-11-28 16:46:59.417264+07'),
	(94, 'matching', '0001_initial', '2026-11-28 16:46:59.485237+07'),
	(95, 'matching', '0002_initial', '2026-11-28 16:47:00.336291+07'),
	(96, 'matching', '0003_shards_weights_lists', '2026-11-28 16:47:01.805659+07'),
	(97, 'matching', '0004_pools', '2026-11-28 16:47:02.53128+07'),
	(98, 'matching', '0005_enquiries', '2026-11-28 16:47:03.601129+07'),
	(99, 'matching', '0006_judgements_forum_runs', '2026-11-28 16:47:04.361156+07'),
	(100, 'matching', '0007_blocks_by_side', '2026-11-28 16:47:04.584646+07'),
	(101, 'matching', '0008_entry_words', '2026-11-28 16:47:04.941807+07'),
	(102, 'matching', '0009_desk', '2026-11-28 16:47:05.062122+07'),
	(103, 'matching', '0010_enquiry_deal', '2026-11-28 16:47:05.219007+07'),
	(104, 'mfa', '0001_initial', '2026-11-28 16:47:05.297475+07'),
	(105, 'mfa', '0002_authenticator_timestamps', '2026-11-28 16:47:05.39916+07'),
	(106, 'mfa', '0003_authenticator_type_uniq', '2026-11-28 16:47:05.874853+07'),
	(107, 'notices', '0001_initial', '2026-11-28 16:47:05.959606+07'),
	(108, 'notices', '0002_longer_links', '2026-11-28 16:47:06.010139+07'),
	(109, 'notices', '0003_ways_to_be_told', '2026-11-28 16:47:08.672144+07'),
	(110, 'notices', '0004_webhooks', '2026-11-28 16:47:09.138172+07'),
	(111, 'ovop', '0001_initial', '2026-11-28 16:47:09.143392+07'),
	(112, 'producers', '0007_agreed', '2026-11-28 16:47:09.2012+07'),
	(113, 'sessions', '0001_initial', '2026-11-28 16:47:09.207462+07');
SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);
SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_consent_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_erasure_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_givenanswer_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_invitation_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_membership_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_organisation_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_user_groups_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_user_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_user_user_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.accounts_userevent_pgh_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);
SELECT pg_catalog.setval('public.auth_permission_id_seq', 496, true);
SELECT pg_catalog.setval('public.buyers_buyer_id_seq', 1, false);
SELECT pg_catalog.setval('public.buyers_need_id_seq', 1, false);
SELECT pg_catalog.setval('public.buyers_needevent_pgh_id_seq', 1, false);
SELECT pg_catalog.setval('public.buyers_needinvitation_id_seq', 1, false);
SELECT pg_catalog.setval('public.buyers_savedsearch_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_celery_beat_clockedschedule_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_celery_beat_crontabschedule_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_celery_beat_intervalschedule_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_celery_beat_periodictask_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_celery_beat_solarschedule_id_seq', 1, false);
SELECT pg_catalog.setval('public.django_content_type_id_seq', 124, true);
SELECT pg_catalog.setval('public.django_migrations_id_seq', 113, true);
SELECT pg_catalog.setval('public.forums_call_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_checkin_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_commitment_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_commitmentevent_pgh_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_commitmentreport_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_deal_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_dealentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_dealevent_pgh_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_followup_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_forum_categories_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_forum_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_forumevent_pgh_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_forumfeedback_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_host_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_invitation_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_meeting_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_meetingrequest_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_meetingrequestevent_pgh_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_organiser_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_outcome_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_outcomeevent_pgh_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_pairrule_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_question_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_quota_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_registration_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_slot_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_table_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_timetableedit_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_timetableversion_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_training_id_seq', 1, false);
SELECT pg_catalog.setval('public.forums_trainingplace_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_bucket_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_closedyear_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_livelihoodanswer_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_stale_id_seq', 1, false);
SELECT pg_catalog.setval('public.insights_target_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_block_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_enquiry_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_enquiryentry_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_enquiryevent_pgh_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_judgement_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_match_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_matchlist_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_matchrun_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_matchshard_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_pool_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_poolevent_pgh_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_poolshare_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_quote_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_rankingweights_id_seq', 1, false);
SELECT pg_catalog.setval('public.matching_schedulerun_id_seq', 1, false);
SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);
SELECT pg_catalog.setval('public.notices_notice_id_seq', 1, false);
SELECT pg_catalog.setval('public.notices_webhook_id_seq', 1, false);
SELECT pg_catalog.setval('public.notices_webhookdelivery_id_seq', 1, false);
SELECT pg_catalog.setval('public.notices_wording_id_seq', 1, false);
SELECT pg_catalog.setval('public.notices_wordingevent_pgh_id_seq', 1, false);
SELECT pg_catalog.setval('public.places_exchangerate_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_certificate_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_claim_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_importbatch_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_importrow_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_importrun_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_listingdraft_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_marketrule_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_producer_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_product_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_productevent_pgh_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_productphoto_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_productreview_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_productterm_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_productviews_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_rating_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_registrationcounter_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_reviewremark_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_rubric_fields_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_rubric_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_rubriccriterion_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_submission_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_visit_id_seq', 1, false);
SELECT pg_catalog.setval('public.producers_visitrequest_id_seq', 1, false);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_givenanswer
    ADD CONSTRAINT accounts_answer_once UNIQUE (user_id, key);
ALTER TABLE ONLY public.accounts_consent
    ADD CONSTRAINT accounts_consent_once UNIQUE (user_id, kind, version);
ALTER TABLE ONLY public.accounts_consent
    ADD CONSTRAINT accounts_consent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_erasure
    ADD CONSTRAINT accounts_erasure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_erasure
    ADD CONSTRAINT accounts_erasure_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.accounts_givenanswer
    ADD CONSTRAINT accounts_givenanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_membership
    ADD CONSTRAINT accounts_membership_once UNIQUE (user_id, organisation_id);
ALTER TABLE ONLY public.accounts_membership
    ADD CONSTRAINT accounts_membership_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_organisation
    ADD CONSTRAINT accounts_organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_tries
    ADD CONSTRAINT accounts_tries_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_group_id_59c0b32f_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_phone_key UNIQUE (phone);
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts_userevent
    ADD CONSTRAINT accounts_userevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.authtoken_token
    ADD CONSTRAINT authtoken_token_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.authtoken_token
    ADD CONSTRAINT authtoken_token_user_id_key UNIQUE (user_id);
ALTER TABLE ONLY public.buyers_buyer
    ADD CONSTRAINT buyers_buyer_organisation_id_key UNIQUE (organisation_id);
ALTER TABLE ONLY public.buyers_buyer
    ADD CONSTRAINT buyers_buyer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.buyers_needinvitation
    ADD CONSTRAINT buyers_invitation_once UNIQUE (need_id, producer_id);
ALTER TABLE ONLY public.buyers_need
    ADD CONSTRAINT buyers_need_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.buyers_needevent
    ADD CONSTRAINT buyers_needevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.buyers_needinvitation
    ADD CONSTRAINT buyers_needinvitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.buyers_savedsearch
    ADD CONSTRAINT buyers_savedsearch_once UNIQUE (user_id, kind, query);
ALTER TABLE ONLY public.buyers_savedsearch
    ADD CONSTRAINT buyers_savedsearch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_celery_beat_clockedschedule
    ADD CONSTRAINT django_celery_beat_clockedschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_celery_beat_crontabschedule
    ADD CONSTRAINT django_celery_beat_crontabschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_celery_beat_intervalschedule
    ADD CONSTRAINT django_celery_beat_intervalschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_periodictask_name_key UNIQUE (name);
ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_periodictask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_celery_beat_periodictasks
    ADD CONSTRAINT django_celery_beat_periodictasks_pkey PRIMARY KEY (ident);
ALTER TABLE ONLY public.django_celery_beat_solarschedule
    ADD CONSTRAINT django_celery_beat_solar_event_latitude_longitude_ba64999a_uniq UNIQUE (event, latitude, longitude);
ALTER TABLE ONLY public.django_celery_beat_solarschedule
    ADD CONSTRAINT django_celery_beat_solarschedule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.forums_call
    ADD CONSTRAINT forums_call_once UNIQUE (registration_id, slot_id, "table");
ALTER TABLE ONLY public.forums_call
    ADD CONSTRAINT forums_call_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_checkin
    ADD CONSTRAINT forums_checkin_key_key UNIQUE (key);
ALTER TABLE ONLY public.forums_checkin
    ADD CONSTRAINT forums_checkin_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_commitment
    ADD CONSTRAINT forums_commitment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_commitmentevent
    ADD CONSTRAINT forums_commitmentevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.forums_commitmentreport
    ADD CONSTRAINT forums_commitmentreport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_deal
    ADD CONSTRAINT forums_deal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_deal
    ADD CONSTRAINT forums_deal_request_id_key UNIQUE (request_id);
ALTER TABLE ONLY public.forums_dealentry
    ADD CONSTRAINT forums_dealentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_dealevent
    ADD CONSTRAINT forums_dealevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.forums_followup
    ADD CONSTRAINT forums_followup_asked_once UNIQUE (request_id, side, stage);
ALTER TABLE ONLY public.forums_followup
    ADD CONSTRAINT forums_followup_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_forum
    ADD CONSTRAINT forums_forum_board_d3b333c4_uniq UNIQUE (board);
ALTER TABLE ONLY public.forums_forum_categories
    ADD CONSTRAINT forums_forum_categories_forum_id_category_id_794a6a28_uniq UNIQUE (forum_id, category_id);
ALTER TABLE ONLY public.forums_forum_categories
    ADD CONSTRAINT forums_forum_categories_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_forum
    ADD CONSTRAINT forums_forum_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_forumevent
    ADD CONSTRAINT forums_forumevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.forums_forumfeedback
    ADD CONSTRAINT forums_forumfeedback_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_forumfeedback
    ADD CONSTRAINT forums_forumfeedback_registration_id_key UNIQUE (registration_id);
ALTER TABLE ONLY public.forums_host
    ADD CONSTRAINT forums_host_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_invitation
    ADD CONSTRAINT forums_invitation_once UNIQUE (forum_id, organisation_id);
ALTER TABLE ONLY public.forums_invitation
    ADD CONSTRAINT forums_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_meeting
    ADD CONSTRAINT forums_meeting_buyer_free UNIQUE (timetable_id, slot_id, buyer_id, buyer_seat);
ALTER TABLE ONLY public.forums_meeting
    ADD CONSTRAINT forums_meeting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_meeting
    ADD CONSTRAINT forums_meeting_producer_free UNIQUE (timetable_id, slot_id, producer_id, producer_seat);
ALTER TABLE ONLY public.forums_meeting
    ADD CONSTRAINT forums_meeting_request_once UNIQUE (timetable_id, request_id);
ALTER TABLE ONLY public.forums_meeting
    ADD CONSTRAINT forums_meeting_table_free UNIQUE (timetable_id, slot_id, table_id);
ALTER TABLE ONLY public.forums_meetingrequest
    ADD CONSTRAINT forums_meetingrequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_meetingrequestevent
    ADD CONSTRAINT forums_meetingrequestevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.forums_organiser
    ADD CONSTRAINT forums_organiser_once UNIQUE (forum_id, user_id);
ALTER TABLE ONLY public.forums_organiser
    ADD CONSTRAINT forums_organiser_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_outcome
    ADD CONSTRAINT forums_outcome_once_for_each_side UNIQUE (request_id, side);
ALTER TABLE ONLY public.forums_outcome
    ADD CONSTRAINT forums_outcome_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_outcomeevent
    ADD CONSTRAINT forums_outcomeevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.forums_pairrule
    ADD CONSTRAINT forums_pairrule_once UNIQUE (forum_id, producer_id, buyer_id);
ALTER TABLE ONLY public.forums_pairrule
    ADD CONSTRAINT forums_pairrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_question
    ADD CONSTRAINT forums_question_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_quota
    ADD CONSTRAINT forums_quota_once UNIQUE NULLS NOT DISTINCT (forum_id, category_id, district_id);
ALTER TABLE ONLY public.forums_quota
    ADD CONSTRAINT forums_quota_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_registration
    ADD CONSTRAINT forums_registration_badge_d0e60036_uniq UNIQUE (badge);
ALTER TABLE ONLY public.forums_registration
    ADD CONSTRAINT forums_registration_once UNIQUE (forum_id, organisation_id);
ALTER TABLE ONLY public.forums_registration
    ADD CONSTRAINT forums_registration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_slot
    ADD CONSTRAINT forums_slot_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_slot
    ADD CONSTRAINT forums_slot_position_once UNIQUE (forum_id, "position");
ALTER TABLE ONLY public.forums_slot
    ADD CONSTRAINT forums_slot_start_once UNIQUE (forum_id, starts_at);
ALTER TABLE ONLY public.forums_table
    ADD CONSTRAINT forums_table_number_once UNIQUE (forum_id, number);
ALTER TABLE ONLY public.forums_table
    ADD CONSTRAINT forums_table_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_timetableversion
    ADD CONSTRAINT forums_timetable_number_once UNIQUE (forum_id, number);
ALTER TABLE ONLY public.forums_timetableedit
    ADD CONSTRAINT forums_timetableedit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_timetableversion
    ADD CONSTRAINT forums_timetableversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_training
    ADD CONSTRAINT forums_training_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.forums_trainingplace
    ADD CONSTRAINT forums_trainingplace_code_key UNIQUE (code);
ALTER TABLE ONLY public.forums_trainingplace
    ADD CONSTRAINT forums_trainingplace_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_livelihoodanswer
    ADD CONSTRAINT insights_answer_once_a_year UNIQUE (producer_id, year);
ALTER TABLE ONLY public.insights_bucket
    ADD CONSTRAINT insights_bucket_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_closedyear
    ADD CONSTRAINT insights_closedyear_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_closedyear
    ADD CONSTRAINT insights_closedyear_year_key UNIQUE (year);
ALTER TABLE ONLY public.insights_livelihoodanswer
    ADD CONSTRAINT insights_livelihoodanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_stale
    ADD CONSTRAINT insights_stale_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.insights_target
    ADD CONSTRAINT insights_target_once UNIQUE NULLS NOT DISTINCT (indicator, year, province_id);
ALTER TABLE ONLY public.insights_target
    ADD CONSTRAINT insights_target_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_block
    ADD CONSTRAINT matching_block_once UNIQUE (producer_id, buyer_id, side);
ALTER TABLE ONLY public.matching_block
    ADD CONSTRAINT matching_block_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_enquiry
    ADD CONSTRAINT matching_enquiry_deal_id_key UNIQUE (deal_id);
ALTER TABLE ONLY public.matching_enquiry
    ADD CONSTRAINT matching_enquiry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_enquiryentry
    ADD CONSTRAINT matching_enquiryentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_enquiryevent
    ADD CONSTRAINT matching_enquiryevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.matching_judgement
    ADD CONSTRAINT matching_judgement_once UNIQUE (need_id, product_id, user_id);
ALTER TABLE ONLY public.matching_judgement
    ADD CONSTRAINT matching_judgement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_match
    ADD CONSTRAINT matching_match_once UNIQUE (need_id, product_id);
ALTER TABLE ONLY public.matching_match
    ADD CONSTRAINT matching_match_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_matchlist
    ADD CONSTRAINT matching_matchlist_once UNIQUE (run_id, need_id);
ALTER TABLE ONLY public.matching_matchlist
    ADD CONSTRAINT matching_matchlist_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_matchrun
    ADD CONSTRAINT matching_matchrun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_matchshard
    ADD CONSTRAINT matching_matchshard_once UNIQUE (run_id, number);
ALTER TABLE ONLY public.matching_matchshard
    ADD CONSTRAINT matching_matchshard_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_pool
    ADD CONSTRAINT matching_pool_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_poolevent
    ADD CONSTRAINT matching_poolevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.matching_poolshare
    ADD CONSTRAINT matching_poolshare_once UNIQUE (pool_id, product_id);
ALTER TABLE ONLY public.matching_poolshare
    ADD CONSTRAINT matching_poolshare_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_quote
    ADD CONSTRAINT matching_quote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_rankingweights
    ADD CONSTRAINT matching_rankingweights_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.matching_schedulerun
    ADD CONSTRAINT matching_schedulerun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_botupdate
    ADD CONSTRAINT notices_botupdate_pkey PRIMARY KEY (update_id);
ALTER TABLE ONLY public.notices_channelhealth
    ADD CONSTRAINT notices_channelhealth_pkey PRIMARY KEY (channel);
ALTER TABLE ONLY public.notices_chatinvitation
    ADD CONSTRAINT notices_chatinvitation_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.notices_chatinvitation
    ADD CONSTRAINT notices_chatinvitation_pkey PRIMARY KEY (user_id);
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_dedupe_key_key UNIQUE (dedupe_key);
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_preference
    ADD CONSTRAINT notices_preference_pkey PRIMARY KEY (user_id);
ALTER TABLE ONLY public.notices_telegramchat
    ADD CONSTRAINT notices_telegramchat_chat_id_key UNIQUE (chat_id);
ALTER TABLE ONLY public.notices_telegramchat
    ADD CONSTRAINT notices_telegramchat_pkey PRIMARY KEY (user_id);
ALTER TABLE ONLY public.notices_webhook
    ADD CONSTRAINT notices_webhook_once UNIQUE (user_id, url);
ALTER TABLE ONLY public.notices_webhook
    ADD CONSTRAINT notices_webhook_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_webhookdelivery
    ADD CONSTRAINT notices_webhookdelivery_event_key UNIQUE (event);
ALTER TABLE ONLY public.notices_webhookdelivery
    ADD CONSTRAINT notices_webhookdelivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_wording
    ADD CONSTRAINT notices_wording_one UNIQUE NULLS NOT DISTINCT (kind, language, province_id);
ALTER TABLE ONLY public.notices_wording
    ADD CONSTRAINT notices_wording_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notices_wordingevent
    ADD CONSTRAINT notices_wordingevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.ovop_heartbeat
    ADD CONSTRAINT ovop_heartbeat_pkey PRIMARY KEY (of);
ALTER TABLE ONLY public.pghistory_context
    ADD CONSTRAINT pghistory_context_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.places_commune
    ADD CONSTRAINT places_commune_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.places_district
    ADD CONSTRAINT places_district_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.places_exchangerate
    ADD CONSTRAINT places_exchangerate_on_key UNIQUE ("on");
ALTER TABLE ONLY public.places_exchangerate
    ADD CONSTRAINT places_exchangerate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.places_province
    ADD CONSTRAINT places_province_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.places_village
    ADD CONSTRAINT places_village_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.producers_category
    ADD CONSTRAINT producers_category_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.producers_certificate
    ADD CONSTRAINT producers_certificate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_claim
    ADD CONSTRAINT producers_claim_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.producers_claim
    ADD CONSTRAINT producers_claim_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_claim
    ADD CONSTRAINT producers_claim_producer_id_key UNIQUE (producer_id);
ALTER TABLE ONLY public.producers_registrationcounter
    ADD CONSTRAINT producers_counter_once UNIQUE (province_id, year);
ALTER TABLE ONLY public.producers_importbatch
    ADD CONSTRAINT producers_importbatch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_importrow
    ADD CONSTRAINT producers_importrow_once UNIQUE (batch_id, number);
ALTER TABLE ONLY public.producers_importrow
    ADD CONSTRAINT producers_importrow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_importrun
    ADD CONSTRAINT producers_importrun_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_listingdraft
    ADD CONSTRAINT producers_listingdraft_client_id_key UNIQUE (client_id);
ALTER TABLE ONLY public.producers_listingdraft
    ADD CONSTRAINT producers_listingdraft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_listingdraft
    ADD CONSTRAINT producers_listingdraft_product_id_key UNIQUE (product_id);
ALTER TABLE ONLY public.producers_marketrule
    ADD CONSTRAINT producers_marketrule_once UNIQUE (market, category_id);
ALTER TABLE ONLY public.producers_marketrule
    ADD CONSTRAINT producers_marketrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_producer
    ADD CONSTRAINT producers_producer_organisation_id_key UNIQUE (organisation_id);
ALTER TABLE ONLY public.producers_producer
    ADD CONSTRAINT producers_producer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_product
    ADD CONSTRAINT producers_product_client_id_key UNIQUE (client_id);
ALTER TABLE ONLY public.producers_product
    ADD CONSTRAINT producers_product_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_product
    ADD CONSTRAINT producers_product_registration_number_key UNIQUE (registration_number);
ALTER TABLE ONLY public.producers_productevent
    ADD CONSTRAINT producers_productevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.producers_productphoto
    ADD CONSTRAINT producers_productphoto_key_33922b97_uniq UNIQUE (key);
ALTER TABLE ONLY public.producers_productphoto
    ADD CONSTRAINT producers_productphoto_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_productreview
    ADD CONSTRAINT producers_productreview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_productterm
    ADD CONSTRAINT producers_productterm_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_productviews
    ADD CONSTRAINT producers_productviews_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_rating
    ADD CONSTRAINT producers_rating_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_registrationcounter
    ADD CONSTRAINT producers_registrationcounter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_reviewremark
    ADD CONSTRAINT producers_remark_once UNIQUE (review_id, field);
ALTER TABLE ONLY public.producers_reviewremark
    ADD CONSTRAINT producers_reviewremark_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_rubric_fields
    ADD CONSTRAINT producers_rubric_fields_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_rubric_fields
    ADD CONSTRAINT producers_rubric_fields_rubric_id_category_id_4342957f_uniq UNIQUE (rubric_id, category_id);
ALTER TABLE ONLY public.producers_rubric
    ADD CONSTRAINT producers_rubric_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_rubriccriterion
    ADD CONSTRAINT producers_rubriccriterion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_searchstatistics
    ADD CONSTRAINT producers_searchstatistics_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_searchterm
    ADD CONSTRAINT producers_searchterm_pkey PRIMARY KEY (term);
ALTER TABLE ONLY public.producers_submission
    ADD CONSTRAINT producers_submission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_productviews
    ADD CONSTRAINT producers_views_once UNIQUE (product_id, day);
ALTER TABLE ONLY public.producers_visit
    ADD CONSTRAINT producers_visit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.producers_visitrequest
    ADD CONSTRAINT producers_visitrequest_pkey PRIMARY KEY (id);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX accounts_answer_given ON public.accounts_givenanswer USING btree (given_at);
CREATE INDEX accounts_consent_user_id_81cd791f ON public.accounts_consent USING btree (user_id);
CREATE INDEX accounts_erasure_due ON public.accounts_erasure USING btree (due_at) WHERE (done_at IS NULL);
CREATE INDEX accounts_givenanswer_user_id_41b57283 ON public.accounts_givenanswer USING btree (user_id);
CREATE INDEX accounts_invitation_commune_id_2dc2062c ON public.accounts_invitation USING btree (commune_id);
CREATE INDEX accounts_invitation_commune_id_2dc2062c_like ON public.accounts_invitation USING btree (commune_id varchar_pattern_ops);
CREATE INDEX accounts_invitation_district_id_2be7202d ON public.accounts_invitation USING btree (district_id);
CREATE INDEX accounts_invitation_district_id_2be7202d_like ON public.accounts_invitation USING btree (district_id varchar_pattern_ops);
CREATE INDEX accounts_invitation_invited_by_id_94a21efc ON public.accounts_invitation USING btree (invited_by_id);
CREATE UNIQUE INDEX accounts_invitation_one_open ON public.accounts_invitation USING btree (phone) WHERE (accepted_at IS NULL);
CREATE INDEX accounts_invitation_province_id_b7604f9a ON public.accounts_invitation USING btree (province_id);
CREATE INDEX accounts_invitation_province_id_b7604f9a_like ON public.accounts_invitation USING btree (province_id varchar_pattern_ops);
CREATE INDEX accounts_membership_organisation_id_98e5c22b ON public.accounts_membership USING btree (organisation_id);
CREATE INDEX accounts_membership_user_id_487fb39e ON public.accounts_membership USING btree (user_id);
CREATE INDEX accounts_organisation_commune_id_13b434bd ON public.accounts_organisation USING btree (commune_id);
CREATE INDEX accounts_organisation_commune_id_13b434bd_like ON public.accounts_organisation USING btree (commune_id varchar_pattern_ops);
CREATE INDEX accounts_organisation_district_id_f872a65e ON public.accounts_organisation USING btree (district_id);
CREATE INDEX accounts_organisation_district_id_f872a65e_like ON public.accounts_organisation USING btree (district_id varchar_pattern_ops);
CREATE INDEX accounts_organisation_province_id_106ac17d ON public.accounts_organisation USING btree (province_id);
CREATE INDEX accounts_organisation_province_id_106ac17d_like ON public.accounts_organisation USING btree (province_id varchar_pattern_ops);
CREATE INDEX accounts_organisation_village_id_d648b6e5 ON public.accounts_organisation USING btree (village_id);
CREATE INDEX accounts_organisation_village_id_d648b6e5_like ON public.accounts_organisation USING btree (village_id varchar_pattern_ops);
CREATE INDEX accounts_tries_key_f3bc4ef4_like ON public.accounts_tries USING btree (key varchar_pattern_ops);
CREATE INDEX accounts_user_commune_id_4fc81a0d ON public.accounts_user USING btree (commune_id);
CREATE INDEX accounts_user_commune_id_4fc81a0d_like ON public.accounts_user USING btree (commune_id varchar_pattern_ops);
CREATE INDEX accounts_user_district_id_29e32992 ON public.accounts_user USING btree (district_id);
CREATE INDEX accounts_user_district_id_29e32992_like ON public.accounts_user USING btree (district_id varchar_pattern_ops);
CREATE INDEX accounts_user_groups_group_id_bd11a704 ON public.accounts_user_groups USING btree (group_id);
CREATE INDEX accounts_user_groups_user_id_52b62117 ON public.accounts_user_groups USING btree (user_id);
CREATE INDEX accounts_user_phone_c603acdd_like ON public.accounts_user USING btree (phone varchar_pattern_ops);
CREATE INDEX accounts_user_province_id_d2154404 ON public.accounts_user USING btree (province_id);
CREATE INDEX accounts_user_province_id_d2154404_like ON public.accounts_user USING btree (province_id varchar_pattern_ops);
CREATE INDEX accounts_user_user_permissions_permission_id_113bb443 ON public.accounts_user_user_permissions USING btree (permission_id);
CREATE INDEX accounts_user_user_permissions_user_id_e4f0a161 ON public.accounts_user_user_permissions USING btree (user_id);
CREATE INDEX accounts_userevent_commune_id_b232eda1 ON public.accounts_userevent USING btree (commune_id);
CREATE INDEX accounts_userevent_commune_id_b232eda1_like ON public.accounts_userevent USING btree (commune_id varchar_pattern_ops);
CREATE INDEX accounts_userevent_district_id_15e4f3e8 ON public.accounts_userevent USING btree (district_id);
CREATE INDEX accounts_userevent_district_id_15e4f3e8_like ON public.accounts_userevent USING btree (district_id varchar_pattern_ops);
CREATE INDEX accounts_userevent_pgh_context_id_9043cf9a ON public.accounts_userevent USING btree (pgh_context_id);
CREATE INDEX accounts_userevent_pgh_obj_id_aa99e6a3 ON public.accounts_userevent USING btree (pgh_obj_id);
CREATE INDEX accounts_userevent_province_id_1890628e ON public.accounts_userevent USING btree (province_id);
CREATE INDEX accounts_userevent_province_id_1890628e_like ON public.accounts_userevent USING btree (province_id varchar_pattern_ops);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX authtoken_token_key_10f0b77e_like ON public.authtoken_token USING btree (key varchar_pattern_ops);
CREATE INDEX buyers_need_buyer_id_e1b87c9c ON public.buyers_need USING btree (buyer_id);
CREATE INDEX buyers_need_category_id_92b5cfdd ON public.buyers_need USING btree (category_id);
CREATE INDEX buyers_need_category_id_92b5cfdd_like ON public.buyers_need USING btree (category_id varchar_pattern_ops);
CREATE INDEX buyers_need_district_id_67cf3f89 ON public.buyers_need USING btree (district_id);
CREATE INDEX buyers_need_district_id_67cf3f89_like ON public.buyers_need USING btree (district_id varchar_pattern_ops);
CREATE INDEX buyers_need_open ON public.buyers_need USING btree (state, created_at DESC);
CREATE INDEX buyers_need_origin_id_4d9325db ON public.buyers_need USING btree (origin_id);
CREATE INDEX buyers_need_origin_id_4d9325db_like ON public.buyers_need USING btree (origin_id varchar_pattern_ops);
CREATE INDEX buyers_need_province_id_a35dc0e9 ON public.buyers_need USING btree (province_id);
CREATE INDEX buyers_need_province_id_a35dc0e9_like ON public.buyers_need USING btree (province_id varchar_pattern_ops);
CREATE INDEX buyers_needevent_pgh_context_id_1d3f5c5b ON public.buyers_needevent USING btree (pgh_context_id);
CREATE INDEX buyers_needevent_pgh_obj_id_3b0e8b6d ON public.buyers_needevent USING btree (pgh_obj_id);
CREATE INDEX buyers_needinvitation_invited_by_id_5f6c414d ON public.buyers_needinvitation USING btree (invited_by_id);
CREATE INDEX buyers_needinvitation_need_id_04bf8a53 ON public.buyers_needinvitation USING btree (need_id);
CREATE INDEX buyers_needinvitation_producer_id_ab7d3cdf ON public.buyers_needinvitation USING btree (producer_id);
CREATE INDEX buyers_savedsearch_user_id_a0b6531d ON public.buyers_savedsearch USING btree (user_id);
CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);
CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);
CREATE INDEX django_celery_beat_periodictask_clocked_id_47a69f82 ON public.django_celery_beat_periodictask USING btree (clocked_id);
CREATE INDEX django_celery_beat_periodictask_crontab_id_d3cba168 ON public.django_celery_beat_periodictask USING btree (crontab_id);
CREATE INDEX django_celery_beat_periodictask_interval_id_a8ca27da ON public.django_celery_beat_periodictask USING btree (interval_id);
CREATE INDEX django_celery_beat_periodictask_name_265a36b7_like ON public.django_celery_beat_periodictask USING btree (name varchar_pattern_ops);
CREATE INDEX django_celery_beat_periodictask_solar_id_a87ce72c ON public.django_celery_beat_periodictask USING btree (solar_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX forums_call_called_by_id_389f5864 ON public.forums_call USING btree (called_by_id);
CREATE INDEX forums_call_forum_id_dbdb4e85 ON public.forums_call USING btree (forum_id);
CREATE INDEX forums_call_registration_id_a3758448 ON public.forums_call USING btree (registration_id);
CREATE INDEX forums_call_slot_id_73c415d9 ON public.forums_call USING btree (slot_id);
CREATE INDEX forums_checkin_by_id_775fe0f4 ON public.forums_checkin USING btree (by_id);
CREATE INDEX forums_checkin_forum_id_ea60cf3c ON public.forums_checkin USING btree (forum_id);
CREATE INDEX forums_checkin_registration_id_cabbd5ab ON public.forums_checkin USING btree (registration_id);
CREATE INDEX forums_commitment_forum_id_458f22ea ON public.forums_commitment USING btree (forum_id);
CREATE INDEX forums_commitment_made_by_id_66be54bf ON public.forums_commitment USING btree (made_by_id);
CREATE INDEX forums_commitment_organisation_id_191689e6 ON public.forums_commitment USING btree (organisation_id);
CREATE INDEX forums_commitmentevent_pgh_context_id_ed734076 ON public.forums_commitmentevent USING btree (pgh_context_id);
CREATE INDEX forums_commitmentevent_pgh_obj_id_585b7423 ON public.forums_commitmentevent USING btree (pgh_obj_id);
CREATE INDEX forums_commitmentreport_commitment_id_b1aa25d0 ON public.forums_commitmentreport USING btree (commitment_id);
CREATE INDEX forums_commitmentreport_made_by_id_bc377dd0 ON public.forums_commitmentreport USING btree (made_by_id);
CREATE INDEX forums_deal_buyer_id_4f9eb826 ON public.forums_deal USING btree (buyer_id);
CREATE INDEX forums_deal_forum_id_28f508f2 ON public.forums_deal USING btree (forum_id);
CREATE INDEX forums_deal_producer_id_d122714f ON public.forums_deal USING btree (producer_id);
CREATE INDEX forums_deal_product_id_61933ee3 ON public.forums_deal USING btree (product_id);
CREATE INDEX forums_dealentry_deal_id_2a0de216 ON public.forums_dealentry USING btree (deal_id);
CREATE INDEX forums_dealentry_made_by_id_61d23a08 ON public.forums_dealentry USING btree (made_by_id);
CREATE INDEX forums_dealevent_pgh_context_id_a40f4499 ON public.forums_dealevent USING btree (pgh_context_id);
CREATE INDEX forums_dealevent_pgh_obj_id_e650c25c ON public.forums_dealevent USING btree (pgh_obj_id);
CREATE INDEX forums_dealevent_product_id_4bb88155 ON public.forums_dealevent USING btree (product_id);
CREATE INDEX forums_followup_answered_by_id_121103c4 ON public.forums_followup USING btree (answered_by_id);
CREATE INDEX forums_followup_request_id_857eae1e ON public.forums_followup USING btree (request_id);
CREATE INDEX forums_forum_board_d3b333c4_like ON public.forums_forum USING btree (board varchar_pattern_ops);
CREATE INDEX forums_forum_categories_category_id_20041dab ON public.forums_forum_categories USING btree (category_id);
CREATE INDEX forums_forum_categories_category_id_20041dab_like ON public.forums_forum_categories USING btree (category_id varchar_pattern_ops);
CREATE INDEX forums_forum_categories_forum_id_335159be ON public.forums_forum_categories USING btree (forum_id);
CREATE INDEX forums_forum_created_by_id_0be7258f ON public.forums_forum USING btree (created_by_id);
CREATE INDEX forums_forum_province_id_8a8417d6 ON public.forums_forum USING btree (province_id);
CREATE INDEX forums_forum_province_id_8a8417d6_like ON public.forums_forum USING btree (province_id varchar_pattern_ops);
CREATE INDEX forums_forumevent_pgh_context_id_eb30ad9a ON public.forums_forumevent USING btree (pgh_context_id);
CREATE INDEX forums_forumevent_pgh_obj_id_5248681a ON public.forums_forumevent USING btree (pgh_obj_id);
CREATE INDEX forums_host_forum_id_9483c47c ON public.forums_host USING btree (forum_id);
CREATE INDEX forums_invitation_forum_id_b9c7bf2c ON public.forums_invitation USING btree (forum_id);
CREATE INDEX forums_invitation_invited_by_id_aeafdd37 ON public.forums_invitation USING btree (invited_by_id);
CREATE INDEX forums_invitation_organisation_id_c1f57381 ON public.forums_invitation USING btree (organisation_id);
CREATE INDEX forums_meeting_buyer_id_9885f315 ON public.forums_meeting USING btree (buyer_id);
CREATE INDEX forums_meeting_producer_id_5306d7a8 ON public.forums_meeting USING btree (producer_id);
CREATE INDEX forums_meeting_request_id_c373b6fd ON public.forums_meeting USING btree (request_id);
CREATE INDEX forums_meeting_slot_id_a3f59415 ON public.forums_meeting USING btree (slot_id);
CREATE INDEX forums_meeting_table_id_fa6edf09 ON public.forums_meeting USING btree (table_id);
CREATE INDEX forums_meeting_timetable_id_5b389363 ON public.forums_meeting USING btree (timetable_id);
CREATE INDEX forums_meetingrequest_asked_by_id_eb2fa4ac ON public.forums_meetingrequest USING btree (asked_by_id);
CREATE INDEX forums_meetingrequest_buyer_id_95e5e92f ON public.forums_meetingrequest USING btree (buyer_id);
CREATE INDEX forums_meetingrequest_forum_id_c0878879 ON public.forums_meetingrequest USING btree (forum_id);
CREATE INDEX forums_meetingrequest_need_id_b3e06f2a ON public.forums_meetingrequest USING btree (need_id);
CREATE INDEX forums_meetingrequest_producer_id_f81dea94 ON public.forums_meetingrequest USING btree (producer_id);
CREATE INDEX forums_meetingrequest_product_id_f9ec4b94 ON public.forums_meetingrequest USING btree (product_id);
CREATE INDEX forums_meetingrequestevent_buyer_id_3575f675 ON public.forums_meetingrequestevent USING btree (buyer_id);
CREATE INDEX forums_meetingrequestevent_forum_id_80d8f37e ON public.forums_meetingrequestevent USING btree (forum_id);
CREATE INDEX forums_meetingrequestevent_pgh_context_id_0cf40752 ON public.forums_meetingrequestevent USING btree (pgh_context_id);
CREATE INDEX forums_meetingrequestevent_pgh_obj_id_76cedf8e ON public.forums_meetingrequestevent USING btree (pgh_obj_id);
CREATE INDEX forums_meetingrequestevent_producer_id_bf0bb951 ON public.forums_meetingrequestevent USING btree (producer_id);
CREATE INDEX forums_organiser_added_by_id_d2144571 ON public.forums_organiser USING btree (added_by_id);
CREATE INDEX forums_organiser_forum_id_33db9fd7 ON public.forums_organiser USING btree (forum_id);
CREATE INDEX forums_organiser_user_id_f0c4823f ON public.forums_organiser USING btree (user_id);
CREATE INDEX forums_outcome_product_id_233f3a1e ON public.forums_outcome USING btree (product_id);
CREATE INDEX forums_outcome_recorded_by_id_3930c98e ON public.forums_outcome USING btree (recorded_by_id);
CREATE INDEX forums_outcome_request_id_536cb3ef ON public.forums_outcome USING btree (request_id);
CREATE INDEX forums_outcomeevent_pgh_context_id_c408acbe ON public.forums_outcomeevent USING btree (pgh_context_id);
CREATE INDEX forums_outcomeevent_pgh_obj_id_45d3ca33 ON public.forums_outcomeevent USING btree (pgh_obj_id);
CREATE INDEX forums_outcomeevent_product_id_e6bfeed4 ON public.forums_outcomeevent USING btree (product_id);
CREATE INDEX forums_outcomeevent_request_id_0c197ae8 ON public.forums_outcomeevent USING btree (request_id);
CREATE INDEX forums_pairrule_buyer_id_d05af731 ON public.forums_pairrule USING btree (buyer_id);
CREATE INDEX forums_pairrule_forum_id_ff9b5c63 ON public.forums_pairrule USING btree (forum_id);
CREATE INDEX forums_pairrule_producer_id_2285e005 ON public.forums_pairrule USING btree (producer_id);
CREATE INDEX forums_pairrule_set_by_id_91730449 ON public.forums_pairrule USING btree (set_by_id);
CREATE INDEX forums_question_forum_id_8d511be5 ON public.forums_question USING btree (forum_id);
CREATE INDEX forums_quota_category_id_c5d4af3e ON public.forums_quota USING btree (category_id);
CREATE INDEX forums_quota_category_id_c5d4af3e_like ON public.forums_quota USING btree (category_id varchar_pattern_ops);
CREATE INDEX forums_quota_district_id_5072c722 ON public.forums_quota USING btree (district_id);
CREATE INDEX forums_quota_district_id_5072c722_like ON public.forums_quota USING btree (district_id varchar_pattern_ops);
CREATE INDEX forums_quota_forum_id_fb8dfeac ON public.forums_quota USING btree (forum_id);
CREATE INDEX forums_registration_badge_d0e60036_like ON public.forums_registration USING btree (badge varchar_pattern_ops);
CREATE INDEX forums_registration_decided_by_id_5c168e6d ON public.forums_registration USING btree (decided_by_id);
CREATE INDEX forums_registration_forum_id_221e0ed7 ON public.forums_registration USING btree (forum_id);
CREATE INDEX forums_registration_organisation_id_5dfbfafd ON public.forums_registration USING btree (organisation_id);
CREATE INDEX forums_registration_registered_by_id_6f4e2092 ON public.forums_registration USING btree (registered_by_id);
CREATE UNIQUE INDEX forums_request_one_live ON public.forums_meetingrequest USING btree (forum_id, producer_id, buyer_id) NULLS NOT DISTINCT WHERE ((state)::text = ANY ((ARRAY['asked'::character varying, 'accepted'::character varying])::text[]));
CREATE INDEX forums_slot_forum_id_ee86db01 ON public.forums_slot USING btree (forum_id);
CREATE INDEX forums_table_forum_id_744ea3c5 ON public.forums_table USING btree (forum_id);
CREATE UNIQUE INDEX forums_timetable_one_draft ON public.forums_timetableversion USING btree (forum_id) WHERE ((state)::text = 'draft'::text);
CREATE UNIQUE INDEX forums_timetable_one_published ON public.forums_timetableversion USING btree (forum_id) WHERE ((state)::text = 'published'::text);
CREATE INDEX forums_timetableedit_request_id_04eb77ef ON public.forums_timetableedit USING btree (request_id);
CREATE INDEX forums_timetableedit_slot_after_id_0d1affe5 ON public.forums_timetableedit USING btree (slot_after_id);
CREATE INDEX forums_timetableedit_slot_before_id_df8a3a9f ON public.forums_timetableedit USING btree (slot_before_id);
CREATE INDEX forums_timetableedit_table_after_id_85208940 ON public.forums_timetableedit USING btree (table_after_id);
CREATE INDEX forums_timetableedit_table_before_id_def0f6c6 ON public.forums_timetableedit USING btree (table_before_id);
CREATE INDEX forums_timetableedit_timetable_id_f2976429 ON public.forums_timetableedit USING btree (timetable_id);
CREATE INDEX forums_timetableedit_user_id_0bb0345c ON public.forums_timetableedit USING btree (user_id);
CREATE INDEX forums_timetableversion_created_by_id_205861f4 ON public.forums_timetableversion USING btree (created_by_id);
CREATE INDEX forums_timetableversion_forum_id_2f1c04f3 ON public.forums_timetableversion USING btree (forum_id);
CREATE INDEX forums_training_created_by_id_c3e39d73 ON public.forums_training USING btree (created_by_id);
CREATE INDEX forums_training_province_id_6d60061a ON public.forums_training USING btree (province_id);
CREATE INDEX forums_training_province_id_6d60061a_like ON public.forums_training USING btree (province_id varchar_pattern_ops);
CREATE INDEX forums_trainingplace_code_7f256500_like ON public.forums_trainingplace USING btree (code varchar_pattern_ops);
CREATE INDEX forums_trainingplace_officer_id_492b0ac2 ON public.forums_trainingplace USING btree (officer_id);
CREATE INDEX forums_trainingplace_organisation_id_08a11bc8 ON public.forums_trainingplace USING btree (organisation_id);
CREATE INDEX forums_trainingplace_signed_up_by_id_b12caa9f ON public.forums_trainingplace USING btree (signed_up_by_id);
CREATE INDEX forums_trainingplace_training_id_f28ee2dc ON public.forums_trainingplace USING btree (training_id);
CREATE UNIQUE INDEX insights_bucket_once ON public.insights_bucket USING btree (measure, month, province_id, dim) INCLUDE (value);
CREATE INDEX insights_bucket_province_id_5d2d5c7f ON public.insights_bucket USING btree (province_id);
CREATE INDEX insights_bucket_province_id_5d2d5c7f_like ON public.insights_bucket USING btree (province_id varchar_pattern_ops);
CREATE INDEX insights_closedyear_closed_by_id_f39be48a ON public.insights_closedyear USING btree (closed_by_id);
CREATE INDEX insights_livelihoodanswer_answered_by_id_af2700d5 ON public.insights_livelihoodanswer USING btree (answered_by_id);
CREATE INDEX insights_livelihoodanswer_producer_id_3f48467c ON public.insights_livelihoodanswer USING btree (producer_id);
CREATE INDEX insights_target_province_id_d3c06d6b ON public.insights_target USING btree (province_id);
CREATE INDEX insights_target_province_id_d3c06d6b_like ON public.insights_target USING btree (province_id varchar_pattern_ops);
CREATE INDEX insights_target_set_by_id_85b43997 ON public.insights_target USING btree (set_by_id);
CREATE INDEX matching_block_buyer_id_32da2574 ON public.matching_block USING btree (buyer_id);
CREATE INDEX matching_block_made_by_id_097d2ba3 ON public.matching_block USING btree (made_by_id);
CREATE INDEX matching_block_producer_id_51827960 ON public.matching_block USING btree (producer_id);
CREATE INDEX matching_enquiry_asked_by_id_9a1d1d4c ON public.matching_enquiry USING btree (asked_by_id);
CREATE INDEX matching_enquiry_buyer_id_6c930b71 ON public.matching_enquiry USING btree (buyer_id);
CREATE INDEX matching_enquiry_need_id_da440bbc ON public.matching_enquiry USING btree (need_id);
CREATE UNIQUE INDEX matching_enquiry_one_live ON public.matching_enquiry USING btree (producer_id, buyer_id, product_id, need_id) NULLS NOT DISTINCT WHERE ((state)::text = ANY ((ARRAY['asked'::character varying, 'talking'::character varying, 'quoted'::character varying, 'sample'::character varying])::text[]));
CREATE INDEX matching_enquiry_producer_id_129e9dae ON public.matching_enquiry USING btree (producer_id);
CREATE INDEX matching_enquiry_product_id_f9a43cf4 ON public.matching_enquiry USING btree (product_id);
CREATE INDEX matching_enquiry_waiting ON public.matching_enquiry USING btree (expires_at) WHERE ((state)::text = ANY ((ARRAY['asked'::character varying, 'talking'::character varying, 'quoted'::character varying, 'sample'::character varying])::text[]));
CREATE INDEX matching_enquiryentry_author_id_87cc5236 ON public.matching_enquiryentry USING btree (author_id);
CREATE INDEX matching_enquiryentry_enquiry_id_19542c88 ON public.matching_enquiryentry USING btree (enquiry_id);
CREATE INDEX matching_enquiryentry_quote_id_b985ac64 ON public.matching_enquiryentry USING btree (quote_id);
CREATE INDEX matching_enquiryevent_buyer_id_5453fcbf ON public.matching_enquiryevent USING btree (buyer_id);
CREATE INDEX matching_enquiryevent_pgh_context_id_17c32c41 ON public.matching_enquiryevent USING btree (pgh_context_id);
CREATE INDEX matching_enquiryevent_pgh_obj_id_f34c8389 ON public.matching_enquiryevent USING btree (pgh_obj_id);
CREATE INDEX matching_enquiryevent_producer_id_01bc9dc2 ON public.matching_enquiryevent USING btree (producer_id);
CREATE INDEX matching_judgement_need_id_0bbeb5f1 ON public.matching_judgement USING btree (need_id);
CREATE INDEX matching_judgement_product_id_864f0774 ON public.matching_judgement USING btree (product_id);
CREATE INDEX matching_judgement_user_id_83d155b4 ON public.matching_judgement USING btree (user_id);
CREATE INDEX matching_match_need_id_d7299999 ON public.matching_match USING btree (need_id);
CREATE INDEX matching_match_product_id_73fac0a7 ON public.matching_match USING btree (product_id);
CREATE INDEX matching_match_run_id_7f367cb6 ON public.matching_match USING btree (run_id);
CREATE INDEX matching_matchlist_need_id_bfc6057d ON public.matching_matchlist USING btree (need_id);
CREATE INDEX matching_matchlist_run_id_f73a8ccc ON public.matching_matchlist USING btree (run_id);
CREATE INDEX matching_matchrun_forum_id_9e1528d7 ON public.matching_matchrun USING btree (forum_id);
CREATE INDEX matching_matchrun_need_id_0f134b75 ON public.matching_matchrun USING btree (need_id);
CREATE UNIQUE INDEX matching_matchrun_one_active ON public.matching_matchrun USING btree (need_id, product_id, forum_id) NULLS NOT DISTINCT WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]));
CREATE INDEX matching_matchrun_product_id_6aca256e ON public.matching_matchrun USING btree (product_id);
CREATE INDEX matching_matchrun_started_by_id_a98a2e52 ON public.matching_matchrun USING btree (started_by_id);
CREATE INDEX matching_matchrun_weights_id_f6d971f2 ON public.matching_matchrun USING btree (weights_id);
CREATE INDEX matching_matchshard_run_id_7593a4e2 ON public.matching_matchshard USING btree (run_id);
CREATE INDEX matching_pool_asked_by_id_8c8089f0 ON public.matching_pool USING btree (asked_by_id);
CREATE INDEX matching_pool_coordinator_id_35e0a24d ON public.matching_pool USING btree (coordinator_id);
CREATE INDEX matching_pool_need_id_6cdc3d98 ON public.matching_pool USING btree (need_id);
CREATE UNIQUE INDEX matching_pool_one_live ON public.matching_pool USING btree (need_id) WHERE (NOT ((state)::text = 'dissolved'::text));
CREATE INDEX matching_poolevent_coordinator_id_62739afc ON public.matching_poolevent USING btree (coordinator_id);
CREATE INDEX matching_poolevent_pgh_context_id_683425c4 ON public.matching_poolevent USING btree (pgh_context_id);
CREATE INDEX matching_poolevent_pgh_obj_id_4bf3dd8b ON public.matching_poolevent USING btree (pgh_obj_id);
CREATE INDEX matching_poolshare_answered_by_id_f2f6110e ON public.matching_poolshare USING btree (answered_by_id);
CREATE INDEX matching_poolshare_pool_id_749c7470 ON public.matching_poolshare USING btree (pool_id);
CREATE INDEX matching_poolshare_product_id_91c2c0d4 ON public.matching_poolshare USING btree (product_id);
CREATE INDEX matching_quote_enquiry_id_11c3a36e ON public.matching_quote USING btree (enquiry_id);
CREATE INDEX matching_quote_made_by_id_c5fd856b ON public.matching_quote USING btree (made_by_id);
CREATE UNIQUE INDEX matching_quote_one_open ON public.matching_quote USING btree (enquiry_id) WHERE ((state)::text = 'open'::text);
CREATE INDEX matching_rankingweights_made_by_id_c626af71 ON public.matching_rankingweights USING btree (made_by_id);
CREATE INDEX matching_schedulerun_forum_id_a79d6a0b ON public.matching_schedulerun USING btree (forum_id);
CREATE UNIQUE INDEX matching_schedulerun_one_active ON public.matching_schedulerun USING btree (forum_id) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]));
CREATE INDEX matching_schedulerun_started_by_id_8e8e48f5 ON public.matching_schedulerun USING btree (started_by_id);
CREATE INDEX matching_schedulerun_timetable_id_445b25eb ON public.matching_schedulerun USING btree (timetable_id);
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE INDEX notices_channelhealth_channel_f704fb33_like ON public.notices_channelhealth USING btree (channel varchar_pattern_ops);
CREATE INDEX notices_chatinvitation_digest_bc2b9b26_like ON public.notices_chatinvitation USING btree (digest varchar_pattern_ops);
CREATE INDEX notices_hook_due ON public.notices_webhookdelivery USING btree (not_before) WHERE ((state)::text = 'pending'::text);
CREATE INDEX notices_inbox ON public.notices_notice USING btree (recipient_id, created_at DESC);
CREATE INDEX notices_leaving ON public.notices_notice USING btree (created_at DESC) WHERE (NOT ((channel)::text = 'in_app'::text));
CREATE INDEX notices_leaving_here ON public.notices_notice USING btree (province_id, created_at DESC) WHERE (NOT ((channel)::text = 'in_app'::text));
CREATE INDEX notices_notice_dedupe_key_28edcca3_like ON public.notices_notice USING btree (dedupe_key varchar_pattern_ops);
CREATE INDEX notices_notice_province_id_79c30d73 ON public.notices_notice USING btree (province_id);
CREATE INDEX notices_notice_province_id_79c30d73_like ON public.notices_notice USING btree (province_id varchar_pattern_ops);
CREATE INDEX notices_notice_recipient_id_fd0027f8 ON public.notices_notice USING btree (recipient_id);
CREATE INDEX notices_pending ON public.notices_notice USING btree (channel, expires_at, urgent DESC, created_at, id) WHERE ((state)::text = 'pending'::text);
CREATE INDEX notices_updates_open ON public.notices_botupdate USING btree (not_before) WHERE ((state)::text = ANY ((ARRAY['new'::character varying, 'acted'::character varying])::text[]));
CREATE INDEX notices_webhook_user_id_65bd189f ON public.notices_webhook USING btree (user_id);
CREATE INDEX notices_webhookdelivery_webhook_id_8ba82f31 ON public.notices_webhookdelivery USING btree (webhook_id);
CREATE INDEX notices_wording_changed_by_id_c9633097 ON public.notices_wording USING btree (changed_by_id);
CREATE INDEX notices_wording_province_id_40ecdf6c ON public.notices_wording USING btree (province_id);
CREATE INDEX notices_wording_province_id_40ecdf6c_like ON public.notices_wording USING btree (province_id varchar_pattern_ops);
CREATE INDEX notices_wordingevent_changed_by_id_27fbe3dc ON public.notices_wordingevent USING btree (changed_by_id);
CREATE INDEX notices_wordingevent_pgh_context_id_06b76aa9 ON public.notices_wordingevent USING btree (pgh_context_id);
CREATE INDEX notices_wordingevent_pgh_obj_id_49a0b33e ON public.notices_wordingevent USING btree (pgh_obj_id);
CREATE INDEX notices_wordingevent_province_id_901e0889 ON public.notices_wordingevent USING btree (province_id);
CREATE INDEX notices_wordingevent_province_id_901e0889_like ON public.notices_wordingevent USING btree (province_id varchar_pattern_ops);
CREATE INDEX ovop_heartbeat_of_9620de5d_like ON public.ovop_heartbeat USING btree (of varchar_pattern_ops);
CREATE INDEX places_commune_code_d929ccb6_like ON public.places_commune USING btree (code varchar_pattern_ops);
CREATE INDEX places_commune_district_id_576f3658 ON public.places_commune USING btree (district_id);
CREATE INDEX places_commune_district_id_576f3658_like ON public.places_commune USING btree (district_id varchar_pattern_ops);
CREATE INDEX places_commune_province_id_866fbff9 ON public.places_commune USING btree (province_id);
CREATE INDEX places_commune_province_id_866fbff9_like ON public.places_commune USING btree (province_id varchar_pattern_ops);
CREATE INDEX places_commune_search_key_c0ee2a3c ON public.places_commune USING btree (search_key);
CREATE INDEX places_commune_search_key_c0ee2a3c_like ON public.places_commune USING btree (search_key varchar_pattern_ops);
CREATE INDEX places_district_code_867461f6_like ON public.places_district USING btree (code varchar_pattern_ops);
CREATE INDEX places_district_province_id_dcb9682c ON public.places_district USING btree (province_id);
CREATE INDEX places_district_province_id_dcb9682c_like ON public.places_district USING btree (province_id varchar_pattern_ops);
CREATE INDEX places_district_search_key_2064e4b2 ON public.places_district USING btree (search_key);
CREATE INDEX places_district_search_key_2064e4b2_like ON public.places_district USING btree (search_key varchar_pattern_ops);
CREATE INDEX places_province_code_3c72397d_like ON public.places_province USING btree (code varchar_pattern_ops);
CREATE INDEX places_province_search_key_3fd7ec79 ON public.places_province USING btree (search_key);
CREATE INDEX places_province_search_key_3fd7ec79_like ON public.places_province USING btree (search_key varchar_pattern_ops);
CREATE INDEX places_village_code_225022dd ON public.places_village USING btree (code);
CREATE INDEX places_village_code_225022dd_like ON public.places_village USING btree (code varchar_pattern_ops);
CREATE INDEX places_village_commune_id_675072d6 ON public.places_village USING btree (commune_id);
CREATE INDEX places_village_commune_id_675072d6_like ON public.places_village USING btree (commune_id varchar_pattern_ops);
CREATE INDEX places_village_district_id_591c6839 ON public.places_village USING btree (district_id);
CREATE INDEX places_village_district_id_591c6839_like ON public.places_village USING btree (district_id varchar_pattern_ops);
CREATE INDEX places_village_key_d24a52c5_like ON public.places_village USING btree (key varchar_pattern_ops);
CREATE INDEX places_village_province_id_4cd29e5e ON public.places_village USING btree (province_id);
CREATE INDEX places_village_province_id_4cd29e5e_like ON public.places_village USING btree (province_id varchar_pattern_ops);
CREATE INDEX places_village_search_key_50261ea6 ON public.places_village USING btree (search_key);
CREATE INDEX places_village_search_key_50261ea6_like ON public.places_village USING btree (search_key varchar_pattern_ops);
CREATE INDEX producers_category_code_4424963a_like ON public.producers_category USING btree (code varchar_pattern_ops);
CREATE INDEX producers_category_parent_id_e80a7fc1 ON public.producers_category USING btree (parent_id);
CREATE INDEX producers_category_parent_id_e80a7fc1_like ON public.producers_category USING btree (parent_id varchar_pattern_ops);
CREATE INDEX producers_certificate_confirmed_by_id_dc85110a ON public.producers_certificate USING btree (confirmed_by_id);
CREATE INDEX producers_certificate_producer_id_2ea91657 ON public.producers_certificate USING btree (producer_id);
CREATE INDEX producers_certificate_product_id_9932798b ON public.producers_certificate USING btree (product_id);
CREATE INDEX producers_claim_claimed_by_id_e13b61c5 ON public.producers_claim USING btree (claimed_by_id);
CREATE INDEX producers_claim_digest_04ea8cc7_like ON public.producers_claim USING btree (digest varchar_pattern_ops);
CREATE INDEX producers_claim_made_by_id_486b5d87 ON public.producers_claim USING btree (made_by_id);
CREATE INDEX producers_importbatch_uploaded_by_id_6911fb89 ON public.producers_importbatch USING btree (uploaded_by_id);
CREATE INDEX producers_importrow_batch_id_32c12626 ON public.producers_importrow USING btree (batch_id);
CREATE INDEX producers_importrow_duplicate_of_id_d46062bd ON public.producers_importrow USING btree (duplicate_of_id);
CREATE INDEX producers_importrow_producer_id_7e5aa769 ON public.producers_importrow USING btree (producer_id);
CREATE INDEX producers_importrow_product_id_170009a0 ON public.producers_importrow USING btree (product_id);
CREATE INDEX producers_importrun_batch_id_23f10ce9 ON public.producers_importrun USING btree (batch_id);
CREATE UNIQUE INDEX producers_importrun_one_active ON public.producers_importrun USING btree (batch_id) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]));
CREATE INDEX producers_importrun_started_by_id_c371c7b7 ON public.producers_importrun USING btree (started_by_id);
CREATE INDEX producers_listingdraft_producer_id_1b6bcb3c ON public.producers_listingdraft USING btree (producer_id);
CREATE INDEX producers_listingdraft_started_by_id_d962c02e ON public.producers_listingdraft USING btree (started_by_id);
CREATE INDEX producers_marketrule_category_id_ada5944c ON public.producers_marketrule USING btree (category_id);
CREATE INDEX producers_marketrule_category_id_ada5944c_like ON public.producers_marketrule USING btree (category_id varchar_pattern_ops);
CREATE INDEX producers_photo_pending ON public.producers_productphoto USING btree (created_at) WHERE ((state)::text = 'pending'::text);
CREATE INDEX producers_producer_enrolled_by_id_7ccd83f6 ON public.producers_producer USING btree (enrolled_by_id);
CREATE INDEX producers_product_browse ON public.producers_product USING btree (state, province_id, category_id);
CREATE INDEX producers_product_category ON public.producers_product USING btree (state, category_id);
CREATE INDEX producers_product_category_id_ce82fd2d ON public.producers_product USING btree (category_id);
CREATE INDEX producers_product_category_id_ce82fd2d_like ON public.producers_product USING btree (category_id varchar_pattern_ops);
CREATE INDEX producers_product_commune_id_778dbef2 ON public.producers_product USING btree (commune_id);
CREATE INDEX producers_product_commune_id_778dbef2_like ON public.producers_product USING btree (commune_id varchar_pattern_ops);
CREATE INDEX producers_product_district_id_312c9ee2 ON public.producers_product USING btree (district_id);
CREATE INDEX producers_product_district_id_312c9ee2_like ON public.producers_product USING btree (district_id varchar_pattern_ops);
CREATE INDEX producers_product_newest ON public.producers_product USING btree (state, registered_at DESC, id DESC);
CREATE INDEX producers_product_producer_id_9d1935e4 ON public.producers_product USING btree (producer_id);
CREATE INDEX producers_product_province_id_0cf3eba4 ON public.producers_product USING btree (province_id);
CREATE INDEX producers_product_province_id_0cf3eba4_like ON public.producers_product USING btree (province_id varchar_pattern_ops);
CREATE INDEX producers_product_registered_by_id_a40b7bbb ON public.producers_product USING btree (registered_by_id);
CREATE INDEX producers_product_registration_number_1838b527_like ON public.producers_product USING btree (registration_number varchar_pattern_ops);
CREATE INDEX producers_product_trigram ON public.producers_product USING gin (search_name public.gin_trgm_ops);
CREATE INDEX producers_product_village_id_57024b59 ON public.producers_product USING btree (village_id);
CREATE INDEX producers_product_village_id_57024b59_like ON public.producers_product USING btree (village_id varchar_pattern_ops);
CREATE INDEX producers_productevent_pgh_context_id_8c1582fb ON public.producers_productevent USING btree (pgh_context_id);
CREATE INDEX producers_productevent_pgh_obj_id_65feb60a ON public.producers_productevent USING btree (pgh_obj_id);
CREATE INDEX producers_productphoto_draft_id_9891e880 ON public.producers_productphoto USING btree (draft_id);
CREATE INDEX producers_productphoto_product_id_1d65a064 ON public.producers_productphoto USING btree (product_id);
CREATE INDEX producers_productreview_product_id_df75da97 ON public.producers_productreview USING btree (product_id);
CREATE INDEX producers_productreview_reviewer_id_ae09d6f2 ON public.producers_productreview USING btree (reviewer_id);
CREATE INDEX producers_productterm_category_id_e8daa24e ON public.producers_productterm USING btree (category_id);
CREATE INDEX producers_productterm_category_id_e8daa24e_like ON public.producers_productterm USING btree (category_id varchar_pattern_ops);
CREATE INDEX producers_productviews_product_id_b79c8b94 ON public.producers_productviews USING btree (product_id);
CREATE INDEX producers_rating_judged_by_id_7b0dff23 ON public.producers_rating USING btree (judged_by_id);
CREATE INDEX producers_rating_product_id_15545a21 ON public.producers_rating USING btree (product_id);
CREATE INDEX producers_rating_rubric_id_befe2cbb ON public.producers_rating USING btree (rubric_id);
CREATE INDEX producers_registrationcounter_province_id_ec27aadc ON public.producers_registrationcounter USING btree (province_id);
CREATE INDEX producers_registrationcounter_province_id_ec27aadc_like ON public.producers_registrationcounter USING btree (province_id varchar_pattern_ops);
CREATE INDEX producers_reviewremark_review_id_7fc59355 ON public.producers_reviewremark USING btree (review_id);
CREATE INDEX producers_rubric_changed_by_id_a87759cc ON public.producers_rubric USING btree (changed_by_id);
CREATE INDEX producers_rubric_fields_category_id_66e9ed79 ON public.producers_rubric_fields USING btree (category_id);
CREATE INDEX producers_rubric_fields_category_id_66e9ed79_like ON public.producers_rubric_fields USING btree (category_id varchar_pattern_ops);
CREATE INDEX producers_rubric_fields_rubric_id_79956a2b ON public.producers_rubric_fields USING btree (rubric_id);
CREATE INDEX producers_rubriccriterion_rubric_id_75683f5e ON public.producers_rubriccriterion USING btree (rubric_id);
CREATE INDEX producers_searchposting_best ON public.producers_searchposting USING btree (term, impact DESC, product);
CREATE UNIQUE INDEX producers_searchposting_entry ON public.producers_searchposting USING btree (term, product) INCLUDE (impact);
CREATE INDEX producers_searchterm_prefix ON public.producers_searchterm USING btree (surface text_pattern_ops);
CREATE INDEX producers_searchterm_trigram ON public.producers_searchterm USING gin (lexeme public.gin_trgm_ops);
CREATE INDEX producers_submission_product_id_d29eff30 ON public.producers_submission USING btree (product_id);
CREATE INDEX producers_submission_submitted_by_id_fe947391 ON public.producers_submission USING btree (submitted_by_id);
CREATE INDEX producers_visit_producer_id_b1610d8a ON public.producers_visit USING btree (producer_id);
CREATE INDEX producers_visitrequest_asked_by_id_212fe2b6 ON public.producers_visitrequest USING btree (asked_by_id);
CREATE INDEX producers_visitrequest_visit_id_21428641 ON public.producers_visitrequest USING btree (visit_id);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.forums_commitment REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_commitment();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.forums_deal REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_deal();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.forums_forum REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_forum();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.forums_forumfeedback REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_forumfeedback();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.forums_meeting REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_meeting();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.forums_outcome REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_outcome();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.forums_slot REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_slot();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.forums_timetableversion REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_timetableversion();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.forums_training REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_training();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.forums_trainingplace REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_trainingplace();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.insights_livelihoodanswer REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_insights_livelihoodanswer();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.places_exchangerate REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_places_exchangerate();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.producers_producer REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_producers_producer();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.producers_product REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_producers_product();
CREATE TRIGGER insights_stale_delete AFTER DELETE ON public.producers_visitrequest REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_producers_visitrequest();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.forums_commitment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_commitment();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.forums_deal REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_deal();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.forums_forum REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_forum();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.forums_forumfeedback REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_forumfeedback();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.forums_meeting REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_meeting();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.forums_outcome REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_outcome();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.forums_slot REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_slot();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.forums_timetableversion REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_timetableversion();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.forums_training REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_training();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.forums_trainingplace REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_trainingplace();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.insights_livelihoodanswer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_insights_livelihoodanswer();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.places_exchangerate REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_places_exchangerate();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.producers_producer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_producers_producer();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.producers_product REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_producers_product();
CREATE TRIGGER insights_stale_insert AFTER INSERT ON public.producers_visitrequest REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_producers_visitrequest();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.accounts_organisation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_accounts_organisation();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.forums_commitment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_commitment();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.forums_deal REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_deal();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.forums_forum REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_forum();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.forums_forumfeedback REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_forumfeedback();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.forums_meeting REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_meeting();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.forums_outcome REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_outcome();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.forums_slot REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_slot();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.forums_timetableversion REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_timetableversion();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.forums_training REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_training();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.forums_trainingplace REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_trainingplace();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.insights_livelihoodanswer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_insights_livelihoodanswer();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.places_exchangerate REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_places_exchangerate();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.producers_producer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_producers_producer();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.producers_product REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_producers_product();
CREATE TRIGGER insights_stale_new AFTER UPDATE ON public.producers_visitrequest REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_producers_visitrequest();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.accounts_organisation REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_accounts_organisation();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.forums_commitment REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_commitment();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.forums_deal REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_deal();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.forums_forum REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_forum();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.forums_forumfeedback REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_forumfeedback();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.forums_meeting REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_meeting();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.forums_outcome REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_outcome();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.forums_slot REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_slot();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.forums_timetableversion REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_timetableversion();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.forums_training REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_training();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.forums_trainingplace REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_forums_trainingplace();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.insights_livelihoodanswer REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_insights_livelihoodanswer();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.places_exchangerate REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_places_exchangerate();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.producers_producer REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_producers_producer();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.producers_product REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_producers_product();
CREATE TRIGGER insights_stale_old AFTER UPDATE ON public.producers_visitrequest REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.insights_stale_producers_visitrequest();
CREATE TRIGGER pgtrigger_delete_delete_f03b5 AFTER DELETE ON public.notices_wording FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_f03b5();
CREATE TRIGGER pgtrigger_insert_insert_36fc0 AFTER INSERT ON public.matching_pool FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_36fc0();
CREATE TRIGGER pgtrigger_insert_insert_3bb11 AFTER INSERT ON public.forums_commitment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_3bb11();
CREATE TRIGGER pgtrigger_insert_insert_4e8c3 AFTER INSERT ON public.producers_product FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_4e8c3();
CREATE TRIGGER pgtrigger_insert_insert_66517 AFTER INSERT ON public.forums_deal FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_66517();
CREATE TRIGGER pgtrigger_insert_insert_93fd0 AFTER INSERT ON public.forums_meetingrequest FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_93fd0();
CREATE TRIGGER pgtrigger_insert_insert_a64a4 AFTER INSERT ON public.forums_outcome FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a64a4();
CREATE TRIGGER pgtrigger_insert_insert_b9407 AFTER INSERT ON public.matching_enquiry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b9407();
CREATE TRIGGER pgtrigger_insert_insert_ce604 AFTER INSERT ON public.buyers_need FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_ce604();
CREATE TRIGGER pgtrigger_insert_insert_d6960 AFTER INSERT ON public.notices_wording FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_d6960();
CREATE TRIGGER pgtrigger_update_update_0e890 AFTER UPDATE ON public.accounts_user FOR EACH ROW WHEN ((((old.commune_id)::text IS DISTINCT FROM (new.commune_id)::text) OR ((old.district_id)::text IS DISTINCT FROM (new.district_id)::text) OR (old.is_active IS DISTINCT FROM new.is_active) OR ((old.province_id)::text IS DISTINCT FROM (new.province_id)::text) OR ((old.role)::text IS DISTINCT FROM (new.role)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_0e890();
CREATE TRIGGER pgtrigger_update_update_16a0e AFTER UPDATE ON public.forums_commitment FOR EACH ROW WHEN (((old.due_on IS DISTINCT FROM new.due_on) OR ((old.indicator)::text IS DISTINCT FROM (new.indicator)::text) OR (old.reached IS DISTINCT FROM new.reached) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR (old.target IS DISTINCT FROM new.target) OR ((old.what_en)::text IS DISTINCT FROM (new.what_en)::text) OR ((old.what_km)::text IS DISTINCT FROM (new.what_km)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_16a0e();
CREATE TRIGGER pgtrigger_update_update_471f2 AFTER UPDATE ON public.notices_wording FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_471f2();
CREATE TRIGGER pgtrigger_update_update_4b5c6 AFTER UPDATE ON public.forums_outcome FOR EACH ROW WHEN ((((old.country)::text IS DISTINCT FROM (new.country)::text) OR (old.product_id IS DISTINCT FROM new.product_id) OR (old.quantity IS DISTINCT FROM new.quantity) OR (old.rating IS DISTINCT FROM new.rating) OR ((old.reason)::text IS DISTINCT FROM (new.reason)::text) OR (old.request_id IS DISTINCT FROM new.request_id) OR ((old.result)::text IS DISTINCT FROM (new.result)::text) OR ((old.side)::text IS DISTINCT FROM (new.side)::text) OR ((old.unit)::text IS DISTINCT FROM (new.unit)::text) OR (old.value IS DISTINCT FROM new.value) OR ((old.value_currency)::text IS DISTINCT FROM (new.value_currency)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_4b5c6();
CREATE TRIGGER pgtrigger_update_update_70b85 AFTER UPDATE ON public.forums_meetingrequest FOR EACH ROW WHEN (((old.forum_id IS DISTINCT FROM new.forum_id) OR ((old.state)::text IS DISTINCT FROM (new.state)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_70b85();
CREATE TRIGGER pgtrigger_update_update_8023e AFTER UPDATE ON public.forums_deal FOR EACH ROW WHEN (((old.agreed_on IS DISTINCT FROM new.agreed_on) OR ((old.country)::text IS DISTINCT FROM (new.country)::text) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old.product_id IS DISTINCT FROM new.product_id) OR (old.quantity IS DISTINCT FROM new.quantity) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR ((old.unit)::text IS DISTINCT FROM (new.unit)::text) OR (old.value IS DISTINCT FROM new.value) OR ((old.value_currency)::text IS DISTINCT FROM (new.value_currency)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_8023e();
CREATE TRIGGER pgtrigger_update_update_a0be1 AFTER UPDATE ON public.matching_enquiry FOR EACH ROW WHEN (((old.kept IS DISTINCT FROM new.kept) OR ((old.state)::text IS DISTINCT FROM (new.state)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_a0be1();
CREATE TRIGGER pgtrigger_update_update_bd5ec AFTER UPDATE ON public.matching_pool FOR EACH ROW WHEN (((old.coordinator_id IS DISTINCT FROM new.coordinator_id) OR ((old.state)::text IS DISTINCT FROM (new.state)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_bd5ec();
CREATE TRIGGER pgtrigger_update_update_cfb71 AFTER UPDATE ON public.forums_forum FOR EACH ROW WHEN (((old.state)::text IS DISTINCT FROM (new.state)::text)) EXECUTE FUNCTION public.pgtrigger_update_update_cfb71();
CREATE TRIGGER pgtrigger_update_update_d7aed AFTER UPDATE ON public.buyers_need FOR EACH ROW WHEN (((old.state)::text IS DISTINCT FROM (new.state)::text)) EXECUTE FUNCTION public.pgtrigger_update_update_d7aed();
CREATE TRIGGER pgtrigger_update_update_d8a31 AFTER UPDATE ON public.producers_product FOR EACH ROW WHEN (((old.price IS DISTINCT FROM new.price) OR ((old.registration_number)::text IS DISTINCT FROM (new.registration_number)::text) OR ((old.state)::text IS DISTINCT FROM (new.state)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_d8a31();
CREATE TRIGGER producers_search_added AFTER INSERT ON public.producers_product REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.producers_search_added();
CREATE TRIGGER producers_search_changed AFTER UPDATE ON public.producers_product REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.producers_search_changed();
CREATE TRIGGER producers_search_emptied AFTER TRUNCATE ON public.producers_product FOR EACH STATEMENT EXECUTE FUNCTION public.producers_search_emptied();
CREATE TRIGGER producers_search_removed AFTER DELETE ON public.producers_product REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.producers_search_removed();
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_consent
    ADD CONSTRAINT accounts_consent_user_id_81cd791f_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_erasure
    ADD CONSTRAINT accounts_erasure_user_id_ea5d25e2_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_givenanswer
    ADD CONSTRAINT accounts_givenanswer_user_id_41b57283_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_commune_id_2dc2062c_fk_places_commune_code FOREIGN KEY (commune_id) REFERENCES public.places_commune(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_district_id_2be7202d_fk_places_di FOREIGN KEY (district_id) REFERENCES public.places_district(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_invited_by_id_94a21efc_fk_accounts_user_id FOREIGN KEY (invited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_invitation
    ADD CONSTRAINT accounts_invitation_province_id_b7604f9a_fk_places_pr FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_membership
    ADD CONSTRAINT accounts_membership_organisation_id_98e5c22b_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_membership
    ADD CONSTRAINT accounts_membership_user_id_487fb39e_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_organisation
    ADD CONSTRAINT accounts_organisatio_commune_id_13b434bd_fk_places_co FOREIGN KEY (commune_id) REFERENCES public.places_commune(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_organisation
    ADD CONSTRAINT accounts_organisatio_district_id_f872a65e_fk_places_di FOREIGN KEY (district_id) REFERENCES public.places_district(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_organisation
    ADD CONSTRAINT accounts_organisatio_province_id_106ac17d_fk_places_pr FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_organisation
    ADD CONSTRAINT accounts_organisation_village_id_d648b6e5_fk_places_village_key FOREIGN KEY (village_id) REFERENCES public.places_village(key) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_commune_id_4fc81a0d_fk_places_commune_code FOREIGN KEY (commune_id) REFERENCES public.places_commune(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_district_id_29e32992_fk_places_district_code FOREIGN KEY (district_id) REFERENCES public.places_district(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_group_id_bd11a704_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_52b62117_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_province_id_d2154404_fk_places_province_code FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_permission_id_113bb443_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_user_id_e4f0a161_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.authtoken_token
    ADD CONSTRAINT authtoken_token_user_id_35299eff_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.buyers_buyer
    ADD CONSTRAINT buyers_buyer_organisation_id_6e0b4452_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.buyers_need
    ADD CONSTRAINT buyers_need_buyer_id_e1b87c9c_fk_buyers_buyer_id FOREIGN KEY (buyer_id) REFERENCES public.buyers_buyer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.buyers_need
    ADD CONSTRAINT buyers_need_category_id_92b5cfdd_fk_producers_category_code FOREIGN KEY (category_id) REFERENCES public.producers_category(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.buyers_need
    ADD CONSTRAINT buyers_need_district_id_67cf3f89_fk_places_district_code FOREIGN KEY (district_id) REFERENCES public.places_district(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.buyers_need
    ADD CONSTRAINT buyers_need_origin_id_4d9325db_fk_places_province_code FOREIGN KEY (origin_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.buyers_need
    ADD CONSTRAINT buyers_need_province_id_a35dc0e9_fk_places_province_code FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.buyers_needinvitation
    ADD CONSTRAINT buyers_needinvitatio_invited_by_id_5f6c414d_fk_accounts_ FOREIGN KEY (invited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.buyers_needinvitation
    ADD CONSTRAINT buyers_needinvitatio_producer_id_ab7d3cdf_fk_producers FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.buyers_needinvitation
    ADD CONSTRAINT buyers_needinvitation_need_id_04bf8a53_fk_buyers_need_id FOREIGN KEY (need_id) REFERENCES public.buyers_need(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.buyers_savedsearch
    ADD CONSTRAINT buyers_savedsearch_user_id_a0b6531d_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_p_clocked_id_47a69f82_fk_django_ce FOREIGN KEY (clocked_id) REFERENCES public.django_celery_beat_clockedschedule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_p_crontab_id_d3cba168_fk_django_ce FOREIGN KEY (crontab_id) REFERENCES public.django_celery_beat_crontabschedule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_p_interval_id_a8ca27da_fk_django_ce FOREIGN KEY (interval_id) REFERENCES public.django_celery_beat_intervalschedule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_celery_beat_periodictask
    ADD CONSTRAINT django_celery_beat_p_solar_id_a87ce72c_fk_django_ce FOREIGN KEY (solar_id) REFERENCES public.django_celery_beat_solarschedule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_call
    ADD CONSTRAINT forums_call_called_by_id_389f5864_fk_accounts_user_id FOREIGN KEY (called_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_call
    ADD CONSTRAINT forums_call_forum_id_dbdb4e85_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_call
    ADD CONSTRAINT forums_call_registration_id_a3758448_fk_forums_registration_id FOREIGN KEY (registration_id) REFERENCES public.forums_registration(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_call
    ADD CONSTRAINT forums_call_slot_id_73c415d9_fk_forums_slot_id FOREIGN KEY (slot_id) REFERENCES public.forums_slot(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_checkin
    ADD CONSTRAINT forums_checkin_by_id_775fe0f4_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_checkin
    ADD CONSTRAINT forums_checkin_forum_id_ea60cf3c_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_checkin
    ADD CONSTRAINT forums_checkin_registration_id_cabbd5ab_fk_forums_re FOREIGN KEY (registration_id) REFERENCES public.forums_registration(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_commitment
    ADD CONSTRAINT forums_commitment_forum_id_458f22ea_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_commitment
    ADD CONSTRAINT forums_commitment_made_by_id_66be54bf_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_commitment
    ADD CONSTRAINT forums_commitment_organisation_id_191689e6_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_commitmentreport
    ADD CONSTRAINT forums_commitmentrep_commitment_id_b1aa25d0_fk_forums_co FOREIGN KEY (commitment_id) REFERENCES public.forums_commitment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_commitmentreport
    ADD CONSTRAINT forums_commitmentreport_made_by_id_bc377dd0_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_deal
    ADD CONSTRAINT forums_deal_buyer_id_4f9eb826_fk_buyers_buyer_id FOREIGN KEY (buyer_id) REFERENCES public.buyers_buyer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_deal
    ADD CONSTRAINT forums_deal_forum_id_28f508f2_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_deal
    ADD CONSTRAINT forums_deal_producer_id_d122714f_fk_producers_producer_id FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_deal
    ADD CONSTRAINT forums_deal_product_id_61933ee3_fk_producers_product_id FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_deal
    ADD CONSTRAINT forums_deal_request_id_48c04c49_fk_forums_meetingrequest_id FOREIGN KEY (request_id) REFERENCES public.forums_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_dealentry
    ADD CONSTRAINT forums_dealentry_deal_id_2a0de216_fk_forums_deal_id FOREIGN KEY (deal_id) REFERENCES public.forums_deal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_dealentry
    ADD CONSTRAINT forums_dealentry_made_by_id_61d23a08_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_followup
    ADD CONSTRAINT forums_followup_answered_by_id_121103c4_fk_accounts_user_id FOREIGN KEY (answered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_followup
    ADD CONSTRAINT forums_followup_request_id_857eae1e_fk_forums_meetingrequest_id FOREIGN KEY (request_id) REFERENCES public.forums_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_forum_categories
    ADD CONSTRAINT forums_forum_categor_category_id_20041dab_fk_producers FOREIGN KEY (category_id) REFERENCES public.producers_category(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_forum_categories
    ADD CONSTRAINT forums_forum_categories_forum_id_335159be_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_forum
    ADD CONSTRAINT forums_forum_created_by_id_0be7258f_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_forum
    ADD CONSTRAINT forums_forum_province_id_8a8417d6_fk_places_province_code FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_forumfeedback
    ADD CONSTRAINT forums_forumfeedback_registration_id_6e5e5066_fk_forums_re FOREIGN KEY (registration_id) REFERENCES public.forums_registration(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_host
    ADD CONSTRAINT forums_host_forum_id_9483c47c_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_invitation
    ADD CONSTRAINT forums_invitation_forum_id_b9c7bf2c_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_invitation
    ADD CONSTRAINT forums_invitation_invited_by_id_aeafdd37_fk_accounts_user_id FOREIGN KEY (invited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_invitation
    ADD CONSTRAINT forums_invitation_organisation_id_c1f57381_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_meeting
    ADD CONSTRAINT forums_meeting_buyer_id_9885f315_fk_buyers_buyer_id FOREIGN KEY (buyer_id) REFERENCES public.buyers_buyer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_meeting
    ADD CONSTRAINT forums_meeting_producer_id_5306d7a8_fk_producers_producer_id FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_meeting
    ADD CONSTRAINT forums_meeting_request_id_c373b6fd_fk_forums_meetingrequest_id FOREIGN KEY (request_id) REFERENCES public.forums_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_meeting
    ADD CONSTRAINT forums_meeting_slot_id_a3f59415_fk_forums_slot_id FOREIGN KEY (slot_id) REFERENCES public.forums_slot(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_meeting
    ADD CONSTRAINT forums_meeting_table_id_fa6edf09_fk_forums_table_id FOREIGN KEY (table_id) REFERENCES public.forums_table(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_meeting
    ADD CONSTRAINT forums_meeting_timetable_id_5b389363_fk_forums_ti FOREIGN KEY (timetable_id) REFERENCES public.forums_timetableversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_meetingrequest
    ADD CONSTRAINT forums_meetingreques_producer_id_f81dea94_fk_producers FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_meetingrequest
    ADD CONSTRAINT forums_meetingreques_product_id_f9ec4b94_fk_producers FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_meetingrequest
    ADD CONSTRAINT forums_meetingrequest_asked_by_id_eb2fa4ac_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_meetingrequest
    ADD CONSTRAINT forums_meetingrequest_buyer_id_95e5e92f_fk_buyers_buyer_id FOREIGN KEY (buyer_id) REFERENCES public.buyers_buyer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_meetingrequest
    ADD CONSTRAINT forums_meetingrequest_forum_id_c0878879_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_meetingrequest
    ADD CONSTRAINT forums_meetingrequest_need_id_b3e06f2a_fk_buyers_need_id FOREIGN KEY (need_id) REFERENCES public.buyers_need(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_organiser
    ADD CONSTRAINT forums_organiser_added_by_id_d2144571_fk_accounts_user_id FOREIGN KEY (added_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_organiser
    ADD CONSTRAINT forums_organiser_forum_id_33db9fd7_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_organiser
    ADD CONSTRAINT forums_organiser_user_id_f0c4823f_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_outcome
    ADD CONSTRAINT forums_outcome_product_id_233f3a1e_fk_producers_product_id FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_outcome
    ADD CONSTRAINT forums_outcome_recorded_by_id_3930c98e_fk_accounts_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_outcome
    ADD CONSTRAINT forums_outcome_request_id_536cb3ef_fk_forums_meetingrequest_id FOREIGN KEY (request_id) REFERENCES public.forums_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_pairrule
    ADD CONSTRAINT forums_pairrule_buyer_id_d05af731_fk_buyers_buyer_id FOREIGN KEY (buyer_id) REFERENCES public.buyers_buyer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_pairrule
    ADD CONSTRAINT forums_pairrule_forum_id_ff9b5c63_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_pairrule
    ADD CONSTRAINT forums_pairrule_producer_id_2285e005_fk_producers_producer_id FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_pairrule
    ADD CONSTRAINT forums_pairrule_set_by_id_91730449_fk_accounts_user_id FOREIGN KEY (set_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_question
    ADD CONSTRAINT forums_question_forum_id_8d511be5_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_quota
    ADD CONSTRAINT forums_quota_category_id_c5d4af3e_fk_producers_category_code FOREIGN KEY (category_id) REFERENCES public.producers_category(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_quota
    ADD CONSTRAINT forums_quota_district_id_5072c722_fk_places_district_code FOREIGN KEY (district_id) REFERENCES public.places_district(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_quota
    ADD CONSTRAINT forums_quota_forum_id_fb8dfeac_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_registration
    ADD CONSTRAINT forums_registration_decided_by_id_5c168e6d_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_registration
    ADD CONSTRAINT forums_registration_forum_id_221e0ed7_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_registration
    ADD CONSTRAINT forums_registration_organisation_id_5dfbfafd_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_registration
    ADD CONSTRAINT forums_registration_registered_by_id_6f4e2092_fk_accounts_ FOREIGN KEY (registered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_slot
    ADD CONSTRAINT forums_slot_forum_id_ee86db01_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_table
    ADD CONSTRAINT forums_table_forum_id_744ea3c5_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_timetableedit
    ADD CONSTRAINT forums_timetableedit_request_id_04eb77ef_fk_forums_me FOREIGN KEY (request_id) REFERENCES public.forums_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_timetableedit
    ADD CONSTRAINT forums_timetableedit_slot_after_id_0d1affe5_fk_forums_slot_id FOREIGN KEY (slot_after_id) REFERENCES public.forums_slot(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_timetableedit
    ADD CONSTRAINT forums_timetableedit_slot_before_id_df8a3a9f_fk_forums_slot_id FOREIGN KEY (slot_before_id) REFERENCES public.forums_slot(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_timetableedit
    ADD CONSTRAINT forums_timetableedit_table_after_id_85208940_fk_forums_table_id FOREIGN KEY (table_after_id) REFERENCES public.forums_table(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_timetableedit
    ADD CONSTRAINT forums_timetableedit_table_before_id_def0f6c6_fk_forums_ta FOREIGN KEY (table_before_id) REFERENCES public.forums_table(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_timetableedit
    ADD CONSTRAINT forums_timetableedit_timetable_id_f2976429_fk_forums_ti FOREIGN KEY (timetable_id) REFERENCES public.forums_timetableversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_timetableedit
    ADD CONSTRAINT forums_timetableedit_user_id_0bb0345c_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_timetableversion
    ADD CONSTRAINT forums_timetablevers_created_by_id_205861f4_fk_accounts_ FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_timetableversion
    ADD CONSTRAINT forums_timetableversion_forum_id_2f1c04f3_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_training
    ADD CONSTRAINT forums_training_created_by_id_c3e39d73_fk_accounts_user_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_training
    ADD CONSTRAINT forums_training_province_id_6d60061a_fk_places_province_code FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_trainingplace
    ADD CONSTRAINT forums_trainingplace_officer_id_492b0ac2_fk_accounts_user_id FOREIGN KEY (officer_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_trainingplace
    ADD CONSTRAINT forums_trainingplace_organisation_id_08a11bc8_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_trainingplace
    ADD CONSTRAINT forums_trainingplace_signed_up_by_id_b12caa9f_fk_accounts_ FOREIGN KEY (signed_up_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.forums_trainingplace
    ADD CONSTRAINT forums_trainingplace_training_id_f28ee2dc_fk_forums_training_id FOREIGN KEY (training_id) REFERENCES public.forums_training(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.insights_bucket
    ADD CONSTRAINT insights_bucket_province_id_5d2d5c7f_fk_places_province_code FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.insights_closedyear
    ADD CONSTRAINT insights_closedyear_closed_by_id_f39be48a_fk_accounts_user_id FOREIGN KEY (closed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.insights_livelihoodanswer
    ADD CONSTRAINT insights_livelihooda_answered_by_id_af2700d5_fk_accounts_ FOREIGN KEY (answered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.insights_livelihoodanswer
    ADD CONSTRAINT insights_livelihooda_producer_id_3f48467c_fk_producers FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.insights_target
    ADD CONSTRAINT insights_target_province_id_d3c06d6b_fk_places_province_code FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.insights_target
    ADD CONSTRAINT insights_target_set_by_id_85b43997_fk_accounts_user_id FOREIGN KEY (set_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_block
    ADD CONSTRAINT matching_block_buyer_id_32da2574_fk_buyers_buyer_id FOREIGN KEY (buyer_id) REFERENCES public.buyers_buyer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_block
    ADD CONSTRAINT matching_block_made_by_id_097d2ba3_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_block
    ADD CONSTRAINT matching_block_producer_id_51827960_fk_producers_producer_id FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_enquiry
    ADD CONSTRAINT matching_enquiry_asked_by_id_9a1d1d4c_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_enquiry
    ADD CONSTRAINT matching_enquiry_buyer_id_6c930b71_fk_buyers_buyer_id FOREIGN KEY (buyer_id) REFERENCES public.buyers_buyer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_enquiry
    ADD CONSTRAINT matching_enquiry_deal_id_b3878137_fk_forums_deal_id FOREIGN KEY (deal_id) REFERENCES public.forums_deal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_enquiry
    ADD CONSTRAINT matching_enquiry_need_id_da440bbc_fk_buyers_need_id FOREIGN KEY (need_id) REFERENCES public.buyers_need(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_enquiry
    ADD CONSTRAINT matching_enquiry_producer_id_129e9dae_fk_producers_producer_id FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_enquiry
    ADD CONSTRAINT matching_enquiry_product_id_f9a43cf4_fk_producers_product_id FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_enquiryentry
    ADD CONSTRAINT matching_enquiryentr_enquiry_id_19542c88_fk_matching_ FOREIGN KEY (enquiry_id) REFERENCES public.matching_enquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_enquiryentry
    ADD CONSTRAINT matching_enquiryentry_author_id_87cc5236_fk_accounts_user_id FOREIGN KEY (author_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_enquiryentry
    ADD CONSTRAINT matching_enquiryentry_quote_id_b985ac64_fk_matching_quote_id FOREIGN KEY (quote_id) REFERENCES public.matching_quote(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_judgement
    ADD CONSTRAINT matching_judgement_need_id_0bbeb5f1_fk_buyers_need_id FOREIGN KEY (need_id) REFERENCES public.buyers_need(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_judgement
    ADD CONSTRAINT matching_judgement_product_id_864f0774_fk_producers_product_id FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_judgement
    ADD CONSTRAINT matching_judgement_user_id_83d155b4_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_match
    ADD CONSTRAINT matching_match_need_id_d7299999_fk_buyers_need_id FOREIGN KEY (need_id) REFERENCES public.buyers_need(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_match
    ADD CONSTRAINT matching_match_product_id_73fac0a7_fk_producers_product_id FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_match
    ADD CONSTRAINT matching_match_run_id_7f367cb6_fk_matching_matchrun_id FOREIGN KEY (run_id) REFERENCES public.matching_matchrun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_matchlist
    ADD CONSTRAINT matching_matchlist_need_id_bfc6057d_fk_buyers_need_id FOREIGN KEY (need_id) REFERENCES public.buyers_need(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_matchlist
    ADD CONSTRAINT matching_matchlist_run_id_f73a8ccc_fk_matching_matchrun_id FOREIGN KEY (run_id) REFERENCES public.matching_matchrun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_matchrun
    ADD CONSTRAINT matching_matchrun_forum_id_9e1528d7_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_matchrun
    ADD CONSTRAINT matching_matchrun_need_id_0f134b75_fk_buyers_need_id FOREIGN KEY (need_id) REFERENCES public.buyers_need(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_matchrun
    ADD CONSTRAINT matching_matchrun_product_id_6aca256e_fk_producers_product_id FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_matchrun
    ADD CONSTRAINT matching_matchrun_started_by_id_a98a2e52_fk_accounts_user_id FOREIGN KEY (started_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_matchrun
    ADD CONSTRAINT matching_matchrun_weights_id_f6d971f2_fk_matching_ FOREIGN KEY (weights_id) REFERENCES public.matching_rankingweights(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_matchshard
    ADD CONSTRAINT matching_matchshard_run_id_7593a4e2_fk_matching_matchrun_id FOREIGN KEY (run_id) REFERENCES public.matching_matchrun(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_pool
    ADD CONSTRAINT matching_pool_asked_by_id_8c8089f0_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_pool
    ADD CONSTRAINT matching_pool_coordinator_id_35e0a24d_fk_producers_producer_id FOREIGN KEY (coordinator_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_pool
    ADD CONSTRAINT matching_pool_need_id_6cdc3d98_fk_buyers_need_id FOREIGN KEY (need_id) REFERENCES public.buyers_need(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_poolshare
    ADD CONSTRAINT matching_poolshare_answered_by_id_f2f6110e_fk_accounts_user_id FOREIGN KEY (answered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_poolshare
    ADD CONSTRAINT matching_poolshare_pool_id_749c7470_fk_matching_pool_id FOREIGN KEY (pool_id) REFERENCES public.matching_pool(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_poolshare
    ADD CONSTRAINT matching_poolshare_product_id_91c2c0d4_fk_producers_product_id FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_quote
    ADD CONSTRAINT matching_quote_enquiry_id_11c3a36e_fk_matching_enquiry_id FOREIGN KEY (enquiry_id) REFERENCES public.matching_enquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_quote
    ADD CONSTRAINT matching_quote_made_by_id_c5fd856b_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_rankingweights
    ADD CONSTRAINT matching_rankingweights_made_by_id_c626af71_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_schedulerun
    ADD CONSTRAINT matching_schedulerun_forum_id_a79d6a0b_fk_forums_forum_id FOREIGN KEY (forum_id) REFERENCES public.forums_forum(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_schedulerun
    ADD CONSTRAINT matching_schedulerun_started_by_id_8e8e48f5_fk_accounts_user_id FOREIGN KEY (started_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.matching_schedulerun
    ADD CONSTRAINT matching_schedulerun_timetable_id_445b25eb_fk_forums_ti FOREIGN KEY (timetable_id) REFERENCES public.forums_timetableversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_chatinvitation
    ADD CONSTRAINT notices_chatinvitation_user_id_5e02ff57_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_province_id_79c30d73_fk_places_province_code FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_recipient_id_fd0027f8_fk_accounts_user_id FOREIGN KEY (recipient_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_preference
    ADD CONSTRAINT notices_preference_user_id_aec1a24f_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_telegramchat
    ADD CONSTRAINT notices_telegramchat_user_id_39e37da5_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_webhook
    ADD CONSTRAINT notices_webhook_user_id_65bd189f_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_webhookdelivery
    ADD CONSTRAINT notices_webhookdeliv_webhook_id_8ba82f31_fk_notices_w FOREIGN KEY (webhook_id) REFERENCES public.notices_webhook(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_wording
    ADD CONSTRAINT notices_wording_changed_by_id_c9633097_fk_accounts_user_id FOREIGN KEY (changed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notices_wording
    ADD CONSTRAINT notices_wording_province_id_40ecdf6c_fk_places_province_code FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.places_commune
    ADD CONSTRAINT places_commune_district_id_576f3658_fk_places_district_code FOREIGN KEY (district_id) REFERENCES public.places_district(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.places_commune
    ADD CONSTRAINT places_commune_province_id_866fbff9_fk_places_province_code FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.places_district
    ADD CONSTRAINT places_district_province_id_dcb9682c_fk_places_province_code FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.places_village
    ADD CONSTRAINT places_village_commune_id_675072d6_fk_places_commune_code FOREIGN KEY (commune_id) REFERENCES public.places_commune(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.places_village
    ADD CONSTRAINT places_village_district_id_591c6839_fk_places_district_code FOREIGN KEY (district_id) REFERENCES public.places_district(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.places_village
    ADD CONSTRAINT places_village_province_id_4cd29e5e_fk_places_province_code FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_category
    ADD CONSTRAINT producers_category_parent_id_e80a7fc1_fk_producers FOREIGN KEY (parent_id) REFERENCES public.producers_category(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_certificate
    ADD CONSTRAINT producers_certificat_confirmed_by_id_dc85110a_fk_accounts_ FOREIGN KEY (confirmed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_certificate
    ADD CONSTRAINT producers_certificat_producer_id_2ea91657_fk_producers FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_certificate
    ADD CONSTRAINT producers_certificat_product_id_9932798b_fk_producers FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_claim
    ADD CONSTRAINT producers_claim_claimed_by_id_e13b61c5_fk_accounts_user_id FOREIGN KEY (claimed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_claim
    ADD CONSTRAINT producers_claim_made_by_id_486b5d87_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_claim
    ADD CONSTRAINT producers_claim_producer_id_474855cb_fk_producers_producer_id FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_importbatch
    ADD CONSTRAINT producers_importbatc_uploaded_by_id_6911fb89_fk_accounts_ FOREIGN KEY (uploaded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_importrow
    ADD CONSTRAINT producers_importrow_batch_id_32c12626_fk_producers FOREIGN KEY (batch_id) REFERENCES public.producers_importbatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_importrow
    ADD CONSTRAINT producers_importrow_duplicate_of_id_d46062bd_fk_producers FOREIGN KEY (duplicate_of_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_importrow
    ADD CONSTRAINT producers_importrow_producer_id_7e5aa769_fk_producers FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_importrow
    ADD CONSTRAINT producers_importrow_product_id_170009a0_fk_producers_product_id FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_importrun
    ADD CONSTRAINT producers_importrun_batch_id_23f10ce9_fk_producers FOREIGN KEY (batch_id) REFERENCES public.producers_importbatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_importrun
    ADD CONSTRAINT producers_importrun_started_by_id_c371c7b7_fk_accounts_user_id FOREIGN KEY (started_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_listingdraft
    ADD CONSTRAINT producers_listingdra_producer_id_1b6bcb3c_fk_producers FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_listingdraft
    ADD CONSTRAINT producers_listingdra_product_id_d217b963_fk_producers FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_listingdraft
    ADD CONSTRAINT producers_listingdra_started_by_id_d962c02e_fk_accounts_ FOREIGN KEY (started_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_marketrule
    ADD CONSTRAINT producers_marketrule_category_id_ada5944c_fk_producers FOREIGN KEY (category_id) REFERENCES public.producers_category(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_producer
    ADD CONSTRAINT producers_producer_enrolled_by_id_7ccd83f6_fk_accounts_user_id FOREIGN KEY (enrolled_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_producer
    ADD CONSTRAINT producers_producer_organisation_id_4f96258d_fk_accounts_ FOREIGN KEY (organisation_id) REFERENCES public.accounts_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_product
    ADD CONSTRAINT producers_product_category_id_ce82fd2d_fk_producers FOREIGN KEY (category_id) REFERENCES public.producers_category(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_product
    ADD CONSTRAINT producers_product_commune_id_778dbef2_fk_places_commune_code FOREIGN KEY (commune_id) REFERENCES public.places_commune(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_product
    ADD CONSTRAINT producers_product_district_id_312c9ee2_fk_places_district_code FOREIGN KEY (district_id) REFERENCES public.places_district(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_product
    ADD CONSTRAINT producers_product_producer_id_9d1935e4_fk_producers_producer_id FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_product
    ADD CONSTRAINT producers_product_province_id_0cf3eba4_fk_places_province_code FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_product
    ADD CONSTRAINT producers_product_registered_by_id_a40b7bbb_fk_accounts_user_id FOREIGN KEY (registered_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_product
    ADD CONSTRAINT producers_product_village_id_57024b59_fk_places_village_key FOREIGN KEY (village_id) REFERENCES public.places_village(key) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_productphoto
    ADD CONSTRAINT producers_productpho_draft_id_9891e880_fk_producers FOREIGN KEY (draft_id) REFERENCES public.producers_listingdraft(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_productphoto
    ADD CONSTRAINT producers_productpho_product_id_1d65a064_fk_producers FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_productreview
    ADD CONSTRAINT producers_productrev_product_id_df75da97_fk_producers FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_productreview
    ADD CONSTRAINT producers_productrev_reviewer_id_ae09d6f2_fk_accounts_ FOREIGN KEY (reviewer_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_productterm
    ADD CONSTRAINT producers_productter_category_id_e8daa24e_fk_producers FOREIGN KEY (category_id) REFERENCES public.producers_category(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_productviews
    ADD CONSTRAINT producers_productvie_product_id_b79c8b94_fk_producers FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_rating
    ADD CONSTRAINT producers_rating_judged_by_id_7b0dff23_fk_accounts_user_id FOREIGN KEY (judged_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_rating
    ADD CONSTRAINT producers_rating_product_id_15545a21_fk_producers_product_id FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_rating
    ADD CONSTRAINT producers_rating_rubric_id_befe2cbb_fk_producers_rubric_id FOREIGN KEY (rubric_id) REFERENCES public.producers_rubric(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_registrationcounter
    ADD CONSTRAINT producers_registrati_province_id_ec27aadc_fk_places_pr FOREIGN KEY (province_id) REFERENCES public.places_province(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_reviewremark
    ADD CONSTRAINT producers_reviewrema_review_id_7fc59355_fk_producers FOREIGN KEY (review_id) REFERENCES public.producers_productreview(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_rubric
    ADD CONSTRAINT producers_rubric_changed_by_id_a87759cc_fk_accounts_user_id FOREIGN KEY (changed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_rubric_fields
    ADD CONSTRAINT producers_rubric_fie_category_id_66e9ed79_fk_producers FOREIGN KEY (category_id) REFERENCES public.producers_category(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_rubric_fields
    ADD CONSTRAINT producers_rubric_fie_rubric_id_79956a2b_fk_producers FOREIGN KEY (rubric_id) REFERENCES public.producers_rubric(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_rubriccriterion
    ADD CONSTRAINT producers_rubriccrit_rubric_id_75683f5e_fk_producers FOREIGN KEY (rubric_id) REFERENCES public.producers_rubric(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_submission
    ADD CONSTRAINT producers_submission_product_id_d29eff30_fk_producers FOREIGN KEY (product_id) REFERENCES public.producers_product(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_submission
    ADD CONSTRAINT producers_submission_submitted_by_id_fe947391_fk_accounts_ FOREIGN KEY (submitted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_visit
    ADD CONSTRAINT producers_visit_producer_id_b1610d8a_fk_producers_producer_id FOREIGN KEY (producer_id) REFERENCES public.producers_producer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_visitrequest
    ADD CONSTRAINT producers_visitrequest_asked_by_id_212fe2b6_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.producers_visitrequest
    ADD CONSTRAINT producers_visitrequest_visit_id_21428641_fk_producers_visit_id FOREIGN KEY (visit_id) REFERENCES public.producers_visit(id) DEFERRABLE INITIALLY DEFERRED;
