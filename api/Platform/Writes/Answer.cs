namespace Aos.Api.Platform.Writes;

/// <summary>What a write answers: one success status, the resource, and where it stands.</summary>
public sealed record Answer
{
    private Answer(int status, object? value) => (Status, Value) = (status, value);

    /// <summary>HTTP status, always 2xx.</summary>
    public int Status { get; }

    /// <summary>The resource; null for 204.</summary>
    public object? Value { get; }

    /// <summary>What a repeat with the same key gets instead, where the first answer shows a secret once.</summary>
    public object? Replay { get; init; }

    /// <summary>Path of the new resource.</summary>
    public string? Location { get; private init; }

    /// <summary>Its entity tag.</summary>
    public string? EntityTag { get; private init; }

    /// <summary>201 with the new resource.</summary>
    public static Answer Created(string location, object value, string? entityTag = null) =>
        new(StatusCodes.Status201Created, value) { Location = location, EntityTag = entityTag };

    /// <summary>202 with the job that was begun.</summary>
    public static Answer Accepted(string location, object value) => new(StatusCodes.Status202Accepted, value) { Location = location };

    /// <summary>200 with the changed resource.</summary>
    public static Answer Changed(object value, string entityTag) => new(StatusCodes.Status200OK, value) { EntityTag = entityTag };

    /// <summary>204.</summary>
    public static Answer Deleted() => new(StatusCodes.Status204NoContent, null);
}
