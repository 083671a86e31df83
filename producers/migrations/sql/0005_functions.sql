-- What the catalogue knows of some words: stem, key and frequency; for a word it has never seen, the
-- words spelt most like it. A stop word gives no row.
CREATE OR REPLACE FUNCTION producers_search_words(asked text[])
RETURNS TABLE (place int, word text, term bigint, lexeme text, surface text, documents int, likeness real)
LANGUAGE plpgsql STABLE SET pg_trgm.similarity_threshold = 0.25 AS $$
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
END $$;

-- The one search: BM25F over alternatives of concepts, for the page, the API and matching.
--
-- Row i says: `terms[i]` belongs to alternative `alternatives[i]` of concept `concepts[i]` and is worth
-- `gains[i]` of the whole (a complete answer's gains sum to 1); its `depths[i]` heaviest postings bring
-- candidates, a negative depth saying that there are more. A concept counts as its best alternative. The
-- best 150 candidates are completed by a probe of each long list, the others keep what was read of them.
-- `phrase` is compared with names letter by letter, to put the best at the top in order. At most `most`
-- products, scores in [0, 1]; with `within` only of those products.
CREATE OR REPLACE FUNCTION producers_search(
    concepts int[], alternatives int[], terms bigint[], gains real[], depths int[], phrase text, most int,
    within int[] DEFAULT NULL
) RETURNS TABLE (product int, score real) LANGUAGE plpgsql STABLE ROWS 300
    SET plan_cache_mode = force_generic_plan AS $$
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
