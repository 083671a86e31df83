"""What a thing of each kind looks like in the API's description. All people and numbers are invented."""

from __future__ import annotations

from typing import Any

_MADE = "2026-11-20T09:30:00+07:00"
_PRODUCT = {
    "id": 41, "producer": 12, "producer_name": "សហគមន៍កែច្នៃត្រីព្រែកទាល់", "category": "fermented-fish",
    "name_km": "ប្រហុកត្រីកំភ្លាញ", "name_en": "Prahok of moonlight gourami", "description_km": "ធ្វើពីត្រីស្រស់បឹងទន្លេសាប",
    "description_en": "Made of fresh fish of the lake, six months in the jar.", "province": "17", "district": "1710",
    "commune": "171007", "village": "17100701", "unit": "kg", "price": "18000.00", "price_to": None,
    "price_currency": "KHR", "minimum_order": "5.00",
    "monthly_supply": ["40.00", "40.00", "30.00", "20.00", "0.00", "0.00", "0.00", "0.00", "0.00", "10.00", "30.00", "40.00"],
    "lead_time_days": 7, "packaging_kind": "jar", "packaging": "1 kg", "shelf_life_days": 365, "state": "registered",
    "registration_number": "KH-OVOP-17-2025-0042", "valid_until": "2028-11-20", "stars": 4, "photos": ["/media/photos/2026/11/prahok.webp"],
    "version": 3, "created_at": _MADE, "updated_at": _MADE,
}  # fmt: skip
_NEED = {
    "id": 7, "buyer": 3, "buyer_name": "Lotus Bay Hotel", "name_km": "ត្រីឆ្អើរ", "name_en": "Smoked fish",
    "category": "smoked-fish", "details": "Vacuum packed, every Monday.", "quantity": "25.00", "unit": "kg", "period": "week",
    "months": [11, 12, 1, 2], "province": "17", "district": "1710", "origin": None, "price_ceiling": "32000.00",
    "price_ceiling_currency": "KHR", "certificates_required": [], "certificates_wished": [], "sample_wanted": True,
    "deadline": "2027-01-31", "visibility": "public", "state": "open", "created_at": _MADE, "updated_at": _MADE,
}  # fmt: skip
_OUTCOME = {
    "side": "buyer", "result": "deal", "value": "900000.00", "value_currency": "KHR", "note": "First delivery in March.",
    "recorded_at": _MADE,
}  # fmt: skip
EXAMPLES: dict[str, Any] = {
    "Product": _PRODUCT,
    "PatchedProduct": {"price": "19000.00", "minimum_order": "10.00"},
    "Need": _NEED,
    "PatchedNeed": {"quantity": "30.00", "deadline": "2027-02-28"},
    "Producer": {
        "id": 12, "name_km": "សហគមន៍កែច្នៃត្រីព្រែកទាល់", "name_en": "Prek Toal fish makers", "kind": "fishery",
        "province": "17", "district": "1710", "women_led": True, "members_count": 24,
        "story_km": "ស្ត្រីម្ភៃបួននាក់នៅមាត់បឹង។", "story_en": "Twenty-four women by the lake.",
    },
    "Category": {"code": "smoked-fish", "parent": "food", "name_km": "ត្រីឆ្អើរ និងត្រីងៀត", "name_en": "Smoked and dried fish"},
    "Province": {
        "code": "17", "name_km": "សៀមរាប", "name_en": "Siemreap", "region": "tonle_sap_west", "latitude": 13.36, "longitude": 103.86,
    },
    "District": {"code": "1710", "name_km": "ក្រុងសៀមរាប", "name_en": "Siem Reab", "province": "17"},
    "Commune": {
        "code": "171007", "name_km": "ចុងឃ្នៀស", "name_en": "Chong Khnies", "district": "1710", "province": "17", "provisional": False,
    },
    "Village": {
        "key": "17100701", "code": "17100701", "name_km": "ភូមិមួយ", "name_en": "Phum Muoy", "commune": "171007",
        "district": "1710", "province": "17",
    },
    "Forum": {
        "id": 5, "name_km": "វេទិកាផ្គូផ្គងសៀមរាប", "name_en": "Siem Reap matching forum", "province": "17",
        "venue_km": "សាលខេត្ត", "venue_en": "Provincial Hall", "day": "2027-02-18", "about_km": "", "about_en": "", "state": "open",
    },
    "Registration": {
        "id": 31, "forum": 5, "organisation": 20, "organisation_name": "Lotus Bay Hotel", "side": "buyer", "delegates": 2,
        "max_meetings": 8, "state": "approved", "created_at": _MADE,
    },
    "MeetingRequest": {
        "id": 64, "forum": 5, "producer": 12, "producer_name": "Prek Toal fish makers", "buyer": 3, "buyer_name": "Lotus Bay Hotel",
        "product": 41, "need": 7, "asked_by_side": "buyer", "message": "We would like to taste it.", "answer": "", "priority": 1,
        "state": "asked", "expires_at": "2027-02-10T17:00:00+07:00", "created_at": _MADE,
    },
    "Answer": {"accept": True, "slot": None, "words": "We bring samples."},
    "Outcome": _OUTCOME,
    "Meeting": {
        "id": 90, "forum": 5, "timetable_version": 2, "request": 64, "starts_at": "2027-02-18T09:00:00+07:00",
        "ends_at": "2027-02-18T09:20:00+07:00", "table_number": 4, "producer": 12, "producer_name": "Prek Toal fish makers",
        "buyer": 3, "buyer_name": "Lotus Bay Hotel", "locked": False, "outcomes": [_OUTCOME],
    },
    "Match": {
        "id": 301, "need": 7, "product": 41, "product_name": "Prahok of moonlight gourami", "producer_name": "Prek Toal fish makers",
        "rank": 1, "score": 0.83, "factors": {"text": 0.9, "price": 0.7, "distance": 1.0},
        "reason": "Suggested because it is what you look for and it is made nearby.", "created_at": _MADE,
    },
    "PhoneToken": {"username": "012 345 678", "password": "a-long-password", "code": "123456"},
    "Token": {"token": "9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b"},
    "Error": {"detail": "This request was answered already. Look at what it became."},
    "FieldErrors": {"price_to": ["The highest price is below the lowest."]},
}  # fmt: skip
