-- fragment: takes_messages
-- Chat c may be sent something on its local day :today. It is active, and no pause lasts through that day.
c.state = 'active' AND (c.paused_until IS NULL OR c.paused_until < :today)

-- fragment: takes_notices
-- Chat c may be sent notices on its local day :today. It takes messages, and more than the weekly bulletin.
{takes_messages} AND c.frequency <> 'weekly'

-- fragment: wants_notice
-- Chat c may be sent a notice on its local day :today. It takes notices, and has not muted the subject of this one, which
-- mutes_about joins.
{takes_notices} AND m.chat_id IS NULL

-- fragment: mutes_about
-- Join the mutes of chat c that cover the subject :about, which are the subject itself and any whole it is a part of, as
-- «event:12:0» is of «event:12». A subquery in place of the join would be begun anew for each of a million chats.
LEFT JOIN mutes AS m ON m.chat_id = c.chat_id
    AND (m.subject = :about OR substr(:about, 1, length(m.subject) + 1) = m.subject || ':')

-- fragment: leads_of_topic
-- Join the lead times that chat c has chosen for :topic.
LEFT JOIN lead_times AS l ON l.chat_id = c.chat_id AND l.topic = :topic

-- fragment: is_greeted
-- Chat c wants greetings on the day itself, and this day is for all that do (:greets_all), or :greets_city, which is
-- empty for none, is its own city.
(c.greets = 1 AND (:greets_all = 1 OR (c.city IS NOT NULL AND c.city = :greets_city)))

-- fragment: wants_lead
-- Chat c wants a reminder at this lead time. Its lead times, those of leads_of_topic or else :default_leads, contain
-- :lead_bit, or the longest of them is at least that of :least_mask, for a longer lead time has a higher bit. The day
-- itself, whose bit is 1, is also for chats that are greeted. Chats that are reminded later today anyway, at the lead
-- time of :coming_bit, are left out.
(
    (COALESCE(l.leads, :default_leads) & :lead_bit) <> 0 OR COALESCE(l.leads, :default_leads) >= :least_mask
    OR (:lead_bit = 1 AND {is_greeted})
)
AND (COALESCE(l.leads, :default_leads) & :coming_bit) = 0 AND NOT (:coming_bit = 1 AND {is_greeted})

-- fragment: followed_in_time
-- Subscription s was made before :followed_before. One made after :now was, too: the clock has been put back since.
(s.created_at < :followed_before OR s.created_at > :now)

