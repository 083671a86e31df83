-- The inverted index of the catalogue: for each stem and product its BM25F impact, in (0, 1).
-- The inverse document frequency is left to the query, so that it may change without the index.
CREATE TABLE producers_searchposting (
    term bigint NOT NULL,      -- hashtextextended(lexeme, 0): no dictionary, so no two writers meet
    product integer NOT NULL,
    impact real NOT NULL
);
CREATE UNIQUE INDEX producers_searchposting_entry
    ON producers_searchposting (term, product) INCLUDE (impact);
CREATE INDEX producers_searchposting_best
    ON producers_searchposting (term, impact DESC, product);

-- BM25F (Robertson, Zaragoza & Taylor 2004): each field's count is weighed and divided by its length
-- before the counts saturate together. Names (A) weigh most and are hardly punished for length.
CREATE FUNCTION producers_search_impacts(document tsvector)
RETURNS TABLE (term bigint, impact real) LANGUAGE sql STABLE PARALLEL SAFE AS $$
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

CREATE FUNCTION producers_search_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO producers_searchposting (term, product, impact)
    SELECT i.term, n.id, i.impact FROM new_rows AS n, producers_search_impacts(n.search) AS i;
    RETURN NULL;
END $$;

CREATE FUNCTION producers_search_changed() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE FUNCTION producers_search_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM producers_searchposting AS p
    USING (SELECT hashtextextended(u.lexeme, 0) AS term, o.id AS product
           FROM old_rows AS o, unnest(o.search) AS u) AS gone
    WHERE p.term = gone.term AND p.product = gone.product;
    RETURN NULL;
END $$;

CREATE FUNCTION producers_search_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    TRUNCATE producers_searchposting;
    RETURN NULL;
END $$;

CREATE TRIGGER producers_search_added AFTER INSERT ON producers_product
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION producers_search_added();
CREATE TRIGGER producers_search_changed AFTER UPDATE ON producers_product
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION producers_search_changed();
CREATE TRIGGER producers_search_removed AFTER DELETE ON producers_product
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION producers_search_removed();
CREATE TRIGGER producers_search_emptied AFTER TRUNCATE ON producers_product
    FOR EACH STATEMENT EXECUTE FUNCTION producers_search_emptied();

-- Everything anew: average lengths, then the index in one go, then the vocabulary.
CREATE FUNCTION producers_search_rebuild() RETURNS void LANGUAGE plpgsql AS $$
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

CREATE FUNCTION producers_search_measure() RETURNS void LANGUAGE sql AS $$
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

-- The vocabulary: in how many products each stem stands, and how people write it.
CREATE FUNCTION producers_search_count() RETURNS void LANGUAGE plpgsql AS $$
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
