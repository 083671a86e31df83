"""Triggers that note which month and province has to be counted again.

Each works once for a statement, on all the rows it changed, so bulk writes are noted in one go. They only append.
"""

from django.db import migrations

ZONE = "'Asia/Phnom_Penh'"
# Table: SELECT of (source, province, month) from the changed rows, which are called `r`.
MADE_BY = "JOIN producers_producer m ON m.id = r.producer_id JOIN accounts_organisation o ON o.id = m.organisation_id"
WATCHED = {
    "producers_product": f"""
        SELECT 'products', r.province_id, date_trunc('month', r.registered_at AT TIME ZONE {ZONE})::date FROM changed r
        UNION SELECT 'products', r.province_id, NULL FROM changed r
        UNION SELECT 'products', o.province_id, NULL FROM changed r {MADE_BY}""",
    "producers_producer": f"""
        SELECT 'products', o.province_id, date_trunc('month', r.created_at AT TIME ZONE {ZONE})::date
        FROM changed r JOIN accounts_organisation o ON o.id = r.organisation_id
        UNION SELECT 'products', o.province_id, NULL
        FROM changed r JOIN accounts_organisation o ON o.id = r.organisation_id""",
    "forums_forum": "SELECT 'forums', r.province_id, date_trunc('month', r.day)::date FROM changed r",
    "forums_timetableversion": """
        SELECT 'forums', f.province_id, date_trunc('month', f.day)::date
        FROM changed r JOIN forums_forum f ON f.id = r.forum_id""",
    "forums_meeting": """
        SELECT 'forums', f.province_id, date_trunc('month', f.day)::date
        FROM changed r JOIN forums_timetableversion v ON v.id = r.timetable_id JOIN forums_forum f ON f.id = v.forum_id""",
    "forums_slot": """
        SELECT 'forums', f.province_id, date_trunc('month', f.day)::date
        FROM changed r JOIN forums_forum f ON f.id = r.forum_id""",
    "forums_outcome": """
        SELECT 'forums', f.province_id, date_trunc('month', f.day)::date
        FROM changed r JOIN forums_meetingrequest q ON q.id = r.request_id JOIN forums_forum f ON f.id = q.forum_id""",
    "forums_forumfeedback": """
        SELECT 'forums', f.province_id, date_trunc('month', f.day)::date
        FROM changed r JOIN forums_registration n ON n.id = r.registration_id JOIN forums_forum f ON f.id = n.forum_id""",
    "forums_deal": f"""
        SELECT 'deals', o.province_id, date_trunc('month', r.agreed_on)::date FROM changed r {MADE_BY}
        UNION SELECT 'forums', f.province_id, date_trunc('month', f.day)::date
        FROM changed r JOIN forums_forum f ON f.id = r.forum_id""",
    "forums_training": f"""
        SELECT 'trainings', r.province_id, date_trunc('month', r.starts_at AT TIME ZONE {ZONE})::date FROM changed r""",
    "forums_trainingplace": f"""
        SELECT 'trainings', t.province_id, date_trunc('month', t.starts_at AT TIME ZONE {ZONE})::date
        FROM changed r JOIN forums_training t ON t.id = r.training_id""",
    "forums_commitment": """
        SELECT 'pledges', f.province_id, date_trunc('month', r.due_on)::date
        FROM changed r JOIN forums_forum f ON f.id = r.forum_id""",
    "producers_visitrequest": """
        SELECT 'visits', o.province_id, date_trunc('month', r.day)::date
        FROM changed r JOIN producers_visit i ON i.id = r.visit_id JOIN producers_producer m ON m.id = i.producer_id
        JOIN accounts_organisation o ON o.id = m.organisation_id""",
    "insights_livelihoodanswer": f"""
        SELECT 'surveys', o.province_id, make_date(r.year, 1, 1) FROM changed r {MADE_BY}""",
    # A rate that is entered late changes the riel of the deals since.
    "places_exchangerate": """
        SELECT DISTINCT 'deals', o.province_id, date_trunc('month', d.agreed_on)::date
        FROM changed r JOIN forums_deal d ON d.agreed_on >= r."on"
        JOIN producers_producer m ON m.id = d.producer_id JOIN accounts_organisation o ON o.id = m.organisation_id""",
}
# A household that moves, or becomes a cooperative, takes everything it did with it.
MOVES = """
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
    JOIN producers_producer m ON m.id = d.producer_id JOIN accounts_organisation w ON w.id = m.organisation_id"""
EVENTS = {
    "insert": ("INSERT", "REFERENCING NEW TABLE AS changed"),
    "delete": ("DELETE", "REFERENCING OLD TABLE AS changed"),
    "old": ("UPDATE", "REFERENCING OLD TABLE AS changed"),
    "new": ("UPDATE", "REFERENCING NEW TABLE AS changed"),
}


def make(table, select, events=tuple(EVENTS)):
    yield f"""
        CREATE FUNCTION insights_stale_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO insights_stale (source, province, month, at)
            SELECT DISTINCT k.*, now() FROM ({select}) AS k(source, province, month) WHERE k.province IS NOT NULL;
            RETURN NULL;
        END $$"""
    for event in events:
        verb, rows = EVENTS[event]
        yield f"""
            CREATE TRIGGER insights_stale_{event} AFTER {verb} ON {table}
            {rows} FOR EACH STATEMENT EXECUTE FUNCTION insights_stale_{table}()"""


def drop(table):
    for event in EVENTS:
        yield f"DROP TRIGGER IF EXISTS insights_stale_{event} ON {table}"
    yield f"DROP FUNCTION IF EXISTS insights_stale_{table}()"


def operations():
    for table, select in WATCHED.items():
        yield migrations.RunSQL(list(make(table, select)), list(drop(table)))
    moves = make("accounts_organisation", MOVES, ("old", "new"))
    yield migrations.RunSQL(list(moves), list(drop("accounts_organisation")))


class Migration(migrations.Migration):
    dependencies = [
        ("insights", "0001_figures"),
        ("forums", "0011_commitments_trainings"),
        ("producers", "0006_search_functions"),
        ("accounts", "0002_invitation_scoped"),
        ("places", "0001_initial"),
    ]
    operations = list(operations())
