package dev.jari.attachment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AttachmentStore {
    private final JdbcClient jdbc;

    AttachmentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Attachment attachment, String businessId, String roomId, String uploaderId, byte[] content, long now) {
        jdbc.sql("""
                        insert into attachment (id, business_id, room_id, uploader_id, type, width, height, size, content, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(attachment.id(), businessId, roomId, uploaderId, attachment.type())
                .params(List.of(attachment.width(), attachment.height(), attachment.size(), content, now))
                .update();
    }

    int countWaiting(String uploaderId) {
        return jdbc.sql("select count(*) from attachment where uploader_id = ? and message_id is null")
                .param(uploaderId)
                .query(Integer.class)
                .single();
    }

    Optional<Attachment.Content> content(String roomId, String id, String reader) {
        return jdbc.sql("""
                        select type, content from attachment
                         where id = ? and room_id = ? and (message_id is not null or uploader_id = ?)
                        """)
                .params(id, roomId, reader)
                .query((row, number) -> new Attachment.Content(row.getString("type"), row.getBytes("content")))
                .optional();
    }

    List<Attachment> claim(String roomId, String uploaderId, List<String> ids, String messageId) {
        return jdbc.sql("""
                        update attachment set message_id = :message
                         where id in (:ids) and room_id = :room and uploader_id = :uploader and message_id is null
                        returning id, type, width, height, size
                        """)
                .param("message", messageId)
                .param("ids", ids)
                .param("room", roomId)
                .param("uploader", uploaderId)
                .query(AttachmentStore::attachment)
                .list();
    }

    void deleteOf(String roomId, String messageId) {
        jdbc.sql("delete from attachment where room_id = ? and message_id = ?")
                .params(roomId, messageId)
                .update();
    }

    void deleteBefore(String roomId, long createdBefore) {
        jdbc.sql("delete from attachment where room_id = ? and created_at < ?")
                .params(roomId, createdBefore)
                .update();
    }

    void deleteWaitingBefore(long createdBefore) {
        jdbc.sql("delete from attachment where message_id is null and created_at < ?")
                .param(createdBefore)
                .update();
    }

    void deleteBy(String uploaderId) {
        jdbc.sql("delete from attachment where uploader_id = ?")
                .param(uploaderId)
                .update();
    }

    private static Attachment attachment(ResultSet row, int number) throws SQLException {
        return new Attachment(
                row.getString("id"),
                row.getString("type"),
                row.getInt("width"),
                row.getInt("height"),
                row.getInt("size"));
    }
}
