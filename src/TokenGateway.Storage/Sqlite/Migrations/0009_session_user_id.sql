-- Bare, user is a function in PostgreSQL: a condition on it is accepted there and matches nothing.
ALTER TABLE sessions RENAME COLUMN user TO user_id;
