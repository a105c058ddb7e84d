"""The Russian language as pure functions: cases, dates, numbers, working days, typography; no store."""
