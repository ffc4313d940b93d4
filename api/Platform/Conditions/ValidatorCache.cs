using System.Collections.Concurrent;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Tokens;
using Microsoft.Extensions.Primitives;

namespace Aos.Api.Platform.Conditions;

/// <summary>
/// Entity tags of catalogue answers that this node gave lately, so that a conditional GET is answered 304 before MVC
/// and without SQL. An entry holds 60 s at most, the <c>max-age</c> that we declare; a switch of a release empties the
/// cache. Who may see what is part of the key, so that a tag never tells one caller about another's data.
/// </summary>
public sealed class ValidatorCache
{
    /// <summary>Seconds that callers and this cache may keep an answer.</summary>
    public const int MaxAgeSeconds = 60;

    private const int Capacity = 20_000;
    private readonly ConcurrentDictionary<Key, Entry> _entries = new();
    private readonly TimeProvider _time;
    private readonly NotificationListener _listener;
    private int _generation;
    private int _stored;

    /// <summary>Listens for the switch of a release.</summary>
    public ValidatorCache(TimeProvider time, NotificationListener listener)
    {
        (_time, _listener) = (time, listener);
        listener.On(NotificationListener.CatalogueChannel, _ => Clear());
        listener.OnReconnect(Clear);
    }

    /// <summary>Notes the tag of an answer that is being sent. Only answers that declare <c>max-age</c> are kept.</summary>
    public void Store(HttpContext context, string tag)
    {
        if (context.Items[typeof(ValidatorCache)] is not Candidate candidate || candidate.Generation != Volatile.Read(ref _generation))
            return;
        if (Interlocked.Increment(ref _stored) > Capacity)
            MakeRoom();
        _entries[candidate.Key] = new(tag, context.Response.Headers.LastModified.ToString(), context.Response.Headers.Link, _time.GetUtcNow().AddSeconds(MaxAgeSeconds));

        // A switch that came between the question above and the line above has not seen the entry.
        if (candidate.Generation != Volatile.Read(ref _generation))
            _entries.TryRemove(candidate.Key, out _);
    }

    private void MakeRoom()
    {
        var now = _time.GetUtcNow();
        foreach (var (key, entry) in _entries)
            if (entry.Until <= now)
                _entries.TryRemove(key, out _);
        if (_entries.Count > Capacity / 2)
            _entries.Clear();
        Interlocked.Exchange(ref _stored, _entries.Count);
    }

    /// <summary>Marks a request whose answer may be kept, and answers it if the caller has the current state already.</summary>
    public bool TryAnswer(HttpContext context, Principal principal)
    {
        if (!StrictRequestFilter.AcceptsJson(context.Request))
            return false;
        var key = new Key(principal.Visibility, RequestLanguage.Of(context.Request), context.Request.Path.Value!, context.Request.QueryString.Value ?? "");
        if (context.Request.Headers.IfNoneMatch.Count > 0 && _listener.IsHealthy
            && _entries.TryGetValue(key, out var entry) && entry.Until > _time.GetUtcNow() && EntityTag.Matches(context.Request, entry.Tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            SetHeaders(context, entry.Tag, entry.LastModified, key.Language);
            context.Response.Headers.Append("Vary", "Accept-Encoding");
            context.Response.Headers.Link = entry.Link;
            return true;
        }

        context.Items[typeof(ValidatorCache)] = new Candidate(key, Volatile.Read(ref _generation));
        return false;
    }

    /// <summary>The caching headers of catalogue data.</summary>
    /// <param name="context">The request.</param>
    /// <param name="tag">Strong entity tag.</param>
    /// <param name="lastModified">HTTP date from which on the answer has been so.</param>
    /// <param name="language">Language of the answer.</param>
    public static void SetHeaders(HttpContext context, string tag, string lastModified, string language)
    {
        var headers = context.Response.Headers;
        headers.ETag = tag;
        if (lastModified.Length > 0)
            headers.LastModified = lastModified;
        headers.CacheControl = "private, max-age=60";
        headers.ContentLanguage = language;
        headers.Vary = "Authorization, Accept-Language";
    }

    private void Clear()
    {
        Interlocked.Increment(ref _generation);
        _entries.Clear();
        Interlocked.Exchange(ref _stored, 0);
    }

    private readonly record struct Key(string Visibility, string Language, string Path, string Query);

    private sealed record Entry(string Tag, string LastModified, StringValues Link, DateTimeOffset Until);

    private sealed record Candidate(Key Key, int Generation);
}

/// <summary>The answer is catalogue data: it depends only on path, query, language, what the caller may see, and the release.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CatalogueReadAttribute : Attribute;
