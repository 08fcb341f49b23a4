-- Without quotes, user is a function in PostgreSQL: a condition on it is valid there but matches nothing.
ALTER TABLE sessions RENAME COLUMN user TO user_id;
