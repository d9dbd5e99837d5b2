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

-- name: to_greet()
-- Return the editors with a right who were not greeted yet and may be written to, those named first coming first.
SELECT e.* FROM editors AS e JOIN chats AS c ON c.chat_id = e.user_id
WHERE e.greeted_at IS NULL AND (e.may_edit_plan = 1 OR e.may_send = 1) AND c.state IN ('active', 'stopped')
ORDER BY e.named_at, e.user_id;

-- name: mark_greeted(user_id, named_at, greeted_at)!
-- Note that an editor was greeted. One who was dismissed and named again meanwhile is left as they are.
UPDATE editors SET greeted_at = :greeted_at WHERE user_id = :user_id AND named_at = :named_at;

-- name: rename(user_id, name)!
-- Set the name of an editor.
UPDATE editors SET name = :name WHERE user_id = :user_id;

-- name: menus()
-- Return the published menus of single chats.
SELECT chat_id, menu FROM chat_menus ORDER BY chat_id;

-- name: put_menu(chat_id, menu)!
-- Note that a menu was published.
INSERT INTO chat_menus (chat_id, menu) VALUES (:chat_id, :menu)
ON CONFLICT (chat_id) DO UPDATE SET menu = excluded.menu;

-- name: drop_menu(chat_id)!
-- Note that a chat has the menu of all again.
DELETE FROM chat_menus WHERE chat_id = :chat_id;
