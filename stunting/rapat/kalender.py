"""Deadlines as a calendar file (RFC 5545), for the calendar of each office."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd
from icalendar import Alarm, Calendar, Event

from stunting.rapat.tugas import CLOSED

REMIND_DAYS = 14


def due(tasks: pd.DataFrame, today) -> pd.DataFrame:
    """Open tasks whose last day is within REMIND_DAYS from today, today included."""
    day = pd.Timestamp(today)
    soon = tasks["tenggat"].between(day, day + timedelta(days=REMIND_DAYS))
    return tasks[soon & ~tasks["keadaan"].isin(CLOSED)].reset_index(drop=True)


def ics(tasks: pd.DataFrame, title: str) -> bytes:
    """The open tasks that have a date as all-day events with a reminder REMIND_DAYS before.

    The UID is the task's key: a newer file moves the event instead of doubling it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Dasbor Audit Kasus Stunting//ID")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    open_still = tasks[tasks["tenggat"].notna() & ~tasks["keadaan"].isin(CLOSED)]
    for row in open_still.itertuples():
        event = Event()
        event.add("uid", f"{row.kode}@audit-kasus-stunting")
        event.add("dtstamp", datetime.now(UTC))
        event.add("dtstart", row.tenggat.date())
        event.add("dtend", row.tenggat.date() + timedelta(days=1))
        office = row.opd if isinstance(row.opd, str) else "tanpa OPD"
        event.add("summary", f"Tenggat {office}: {row.rekomendasi}")
        event.add("description", f"{row.kode}. Laporkan statusnya sebelum hari ini.")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"{row.kode} jatuh tempo {REMIND_DAYS} hari lagi")
        alarm.add("trigger", -timedelta(days=REMIND_DAYS))
        event.add_component(alarm)
        calendar.add_component(event)
    return calendar.to_ical()
