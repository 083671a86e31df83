"""A small forum to work a timetable out for, to change by hand and to race for."""

from forums.models import Meeting, TimetableVersion
from matching.scheduling import solve
from matching.timetabling import placeable_requests, problem_of, write_draft
from tests.factories import agreed_request, approved, buyer, forum, producer, staff


class Hall:
    """A forum with three producers, two hotels, who all want to meet, and a draft of it."""

    def __init__(self):
        self.organiser = staff()
        self.forum = forum(self.organiser, tables=3)
        self.makers = [producer(name_en=f"Maker {n}") for n in range(3)]
        self.hotels = [buyer(name_en=f"Hotel {n}") for n in range(2)]
        approved(self.forum, *self.makers, *self.hotels)
        self.requests = [
            agreed_request(self.forum, maker, hotel)
            for maker in self.makers
            for hotel in self.hotels
        ]
        self.slots, self.tables = list(self.forum.slots.all()), list(self.forum.tables.all())

    def solve(self) -> TimetableVersion:
        rows = placeable_requests(self.forum)
        answer = solve(problem_of(self.forum, rows, keep=True), seconds=5, workers=1)
        return write_draft(self.forum, self.organiser, rows, answer, set())

    def place(self, slot, table):
        return self.slots[slot], self.tables[table]

    def meeting(self, version, number) -> Meeting:
        return version.meetings.get(request=self.requests[number])
