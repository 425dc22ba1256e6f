"""Reference data: skills, titles, places, claims, rates."""
