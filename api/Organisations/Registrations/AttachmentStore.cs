using System.Security.Cryptography;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Organisations.Registrations;

/// <summary>Every statement about files of registrations.</summary>
internal sealed class AttachmentStore(NpgsqlDataSource database)
{
    /// <summary>Time in which an uploaded file must be named by a registration.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private const string Columns = "id, registration_id, file_name, media_type, size, sha256, uploaded_at";

    private const string OfRegistration = $"""
        select {Columns}
        from organisations.registration_attachments
        where registration_id = @registrationId
        order by attached_at, uploaded_at, id
        """;

    /// <summary>Stores a file.</summary>
    public static Task<AttachmentRow> AddAsync(WriteScope write, string name, string mediaType, byte[] content) =>
        write.Connection.QuerySingleAsync<AttachmentRow>(write.Sql($"""
            insert into organisations.registration_attachments (id, file_name, media_type, size, sha256, content)
            values (@id, @name, @mediaType, @size, @hash, @content)
            returning {Columns}
            """, new { id = Guid.NewGuid(), name, mediaType, size = content.Length, hash = SHA256.HashData(content), content }));

    /// <summary>Files that were uploaded and belong to no registration yet.</summary>
    public static async Task<IReadOnlyList<AttachmentRow>> FindUnusedAsync(WriteScope write, IReadOnlyCollection<Guid> ids) =>
        [.. await write.Connection.QueryAsync<AttachmentRow>(write.Sql($"""
            select {Columns}
            from organisations.registration_attachments
            where id = any(@ids) and registration_id is null and uploaded_at > platform.now() - @Life
            """, new { ids = ids.ToArray(), Life }))];

    /// <summary>Gives files to a registration; false if one of them is gone or belongs to another one meanwhile.</summary>
    public static async Task<bool> AttachAsync(WriteScope write, Guid registrationId, IReadOnlyCollection<Guid> ids) =>
        ids.Count == 0 || await write.Connection.ExecuteAsync(write.Sql("""
            update organisations.registration_attachments set registration_id = @registrationId, attached_at = platform.now()
            where id = any(@ids) and registration_id is null and uploaded_at > platform.now() - @Life
            """, new { registrationId, ids = ids.ToArray(), Life })) == ids.Count;

    /// <summary>Forgets files that nobody will name any more.</summary>
    public static Task DropUnusedAsync(WriteScope write, IReadOnlyCollection<Guid> ids) =>
        write.Connection.ExecuteAsync(write.Sql("delete from organisations.registration_attachments where id = any(@ids) and registration_id is null", new { ids = ids.ToArray() }));

    /// <summary>Files of a registration, in the order of their coming.</summary>
    public async Task<IReadOnlyList<AttachmentRow>> ListAsync(Guid registrationId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<AttachmentRow>(new CommandDefinition(OfRegistration, new { registrationId }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The same in a transaction.</summary>
    public static async Task<IReadOnlyList<AttachmentRow>> ListAsync(WriteScope write, Guid registrationId) =>
        [.. await write.Connection.QueryAsync<AttachmentRow>(write.Sql(OfRegistration, new { registrationId }))];

    /// <summary>A file with its bytes; null if the registration has none of this id.</summary>
    public async Task<(AttachmentRow Row, byte[] Content)?> ReadAsync(Guid registrationId, Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QuerySingleOrDefaultAsync<AttachmentRow>(new CommandDefinition($"""
            select {Columns}, content, (select r.tenant_id from organisations.registrations r where r.id = registration_id) as tenant_id
            from organisations.registration_attachments
            where registration_id = @registrationId and id = @id
            """, new { registrationId, id }, cancellationToken: cancellation));
        return found is null ? null : (found, found.Content!);
    }

    /// <summary>Deletes files that were never named, and those of registrations that were decided 90 days ago.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("""
            /* worker */
            delete from organisations.registration_attachments where registration_id is null and uploaded_at <= platform.now() - @Life;
            delete from organisations.registration_attachments a using organisations.registrations r
            where r.id = a.registration_id and r.decided_at <= platform.now() - interval '90 days'
            """, new { Life }, cancellationToken: cancellation));
    }
}

/// <summary>A file.</summary>
internal sealed record AttachmentRow
{
    public Guid Id { get; init; }
    public Guid? RegistrationId { get; init; }
    public string FileName { get; init; } = "";
    public string MediaType { get; init; } = "";
    public int Size { get; init; }
    public byte[] Sha256 { get; init; } = [];
    public DateTime UploadedAt { get; init; }
    public byte[]? Content { get; init; }

    /// <summary>Organisation that the registration became, where the bytes are read.</summary>
    public Guid? TenantId { get; init; }
}
