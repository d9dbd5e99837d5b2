-- name: all()
-- Return the editors, those named first coming first.
SELECT * FROM editors ORDER BY named_at, user_id;

-- name: of(user_id)^
-- Return an editor.
SELECT * FROM editors WHERE user_id = :user_id;

-- name: name(user_id, name, may_edit_plan, may_send, named_by, named_at)!
-- Insert an editor, or give one who is known these rights and this name.
INSERT INTO editors (user_id, name, may_edit_plan, may_send, named_by, named_at)
VALUES (:user_id, :name, :may_edit_plan, :may_send, :named_by, :named_at)
ON CONFLICT (user_id) DO UPDATE SET
    name = excluded.name, may_edit_plan = excluded.may_edit_plan, may_send = excluded.may_send;

-- name: dismiss(user_id)!
-- Delete an editor.
DELETE FROM editors WHERE user_id = :user_id;
