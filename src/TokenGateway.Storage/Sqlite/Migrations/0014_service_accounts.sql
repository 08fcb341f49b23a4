-- The maintainers of a service account, as JSON: users by id and number, which is never reused; null: a person.
ALTER TABLE users ADD COLUMN maintainers TEXT;

CREATE INDEX users_services ON users (id) WHERE maintainers IS NOT NULL;

-- A page of the list by name reads only the rows that it shows, without sorting.
CREATE INDEX tokens_by_name ON tokens (lower(name), id) WHERE deleted_at IS NULL;
