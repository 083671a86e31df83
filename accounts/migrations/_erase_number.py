"""A function of the database's that takes one phone number out of every text it holds.

It runs with the rights of whoever owns the tables: the history of changes is not writable by the role that
serves the site, and all this can do to it is take a number out.
"""

MAKE = r"""
CREATE FUNCTION erase_number(country text, subscriber text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
END $$;
REVOKE ALL ON FUNCTION erase_number(text, text) FROM PUBLIC;
"""
UNMAKE = "DROP FUNCTION erase_number(text, text)"
