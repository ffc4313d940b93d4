using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.Platform.Lists;

/// <summary>
/// Makes and reads list cursors: signed, bound to the list (path, filters, sort) and to what the caller may see, valid
/// for 24 h rounded up to the next full hour, so that the same page has the same cursor all through an hour.
/// </summary>
public sealed class Cursors(MasterKey master, TimeProvider time)
{
    private const int SignatureLength = 16;
    private const int LifeHours = 24;
    private readonly byte[] _key = master.Derive("cursor");

    /// <summary>What a list is, in one text: its name, what the caller may see, filters and order.</summary>
    /// <param name="name">Name of the list.</param>
    /// <param name="caller">Who reads it.</param>
    /// <param name="filters">Filters and order; null where one is not set.</param>
    public static string ListKey(string name, Principal caller, params ReadOnlySpan<string?> filters)
    {
        // With their lengths, so that no text of a filter can pass for the border between two.
        var key = new StringBuilder(name).Append('|').Append(caller.TenantId).Append('|').Append(caller.Visibility);
        foreach (var filter in filters)
            key.Append('|').Append(filter?.Length ?? -1).Append(':').Append(filter);
        return key.ToString();
    }

    /// <summary>The cursor after the last item of a page.</summary>
    /// <param name="list">What list this is: path, filters, sort and visibility in one text.</param>
    /// <param name="position">Sort values and id of the last item.</param>
    public string Make(string list, params string?[] position)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(new CursorContent(CurrentHour() + LifeHours, position), CursorJson.Default.CursorContent);
        var cursor = new byte[SignatureLength + payload.Length];
        Sign(list, payload).CopyTo(cursor, 0);
        payload.CopyTo(cursor, SignatureLength);
        return Base64Url.EncodeToString(cursor);
    }

    /// <summary>Hour in which cursors made now have their end; part of a list's entity tag.</summary>
    public long CurrentHour() => (time.GetUtcNow().ToUnixTimeSeconds() / 3600) + 1;

    /// <summary>Sort values and id of the last item of the former page; null for the first page.</summary>
    /// <param name="list">As in <see cref="Make"/>.</param>
    /// <param name="cursor">What the caller sent.</param>
    /// <exception cref="Errors.ProblemException">400 when it is none of ours or belongs to another list, 410 when it is too old.</exception>
    public string?[]? Read(string list, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        var bytes = new byte[cursor.Length];
        if (Base64Url.DecodeFromChars(cursor, bytes, out _, out var length) != OperationStatus.Done || length <= SignatureLength
            || Base64Url.EncodeToString(bytes.AsSpan(0, length)) != cursor) // the last character has bits that say nothing
            throw PagingErrors.CursorInvalid.With();
        var payload = bytes.AsSpan(SignatureLength, length - SignatureLength);
        if (!CryptographicOperations.FixedTimeEquals(Sign(list, payload), bytes.AsSpan(0, SignatureLength)))
            throw PagingErrors.CursorInvalid.With();
        var content = JsonSerializer.Deserialize(payload, CursorJson.Default.CursorContent)!;
        return content.Until >= CurrentHour() ? content.Position : throw PagingErrors.CursorExpired.With();
    }

    private byte[] Sign(string list, ReadOnlySpan<byte> payload)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(list)));
        hmac.AppendData(payload);
        return hmac.GetHashAndReset()[..SignatureLength];
    }
}

/// <summary>What a cursor holds.</summary>
/// <param name="Until">Last hour (since 1970) in which it is valid.</param>
/// <param name="Position">Sort values and id of the last item.</param>
internal sealed record CursorContent(long Until, string?[] Position);

[System.Text.Json.Serialization.JsonSerializable(typeof(CursorContent))]
internal sealed partial class CursorJson : System.Text.Json.Serialization.JsonSerializerContext;
