namespace Aos.Api.Platform.Http;

/// <summary>The operation answers with a file of one of these media types instead of JSON.</summary>
/// <param name="mediaTypes">Media types.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FileAnswerAttribute(params string[] mediaTypes) : Attribute
{
    /// <summary>Media types.</summary>
    public IReadOnlyList<string> MediaTypes { get; } = mediaTypes;

    /// <summary>A part of it can be asked for by <c>Range</c>.</summary>
    public bool HasRanges { get; init; } = true;
}

/// <summary>The operation reads a file of one of these media types as it comes, without holding it.</summary>
/// <param name="mediaTypes">Media types.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StreamedBodyAttribute(params string[] mediaTypes) : Attribute
{
    /// <summary>Media types.</summary>
    public IReadOnlyList<string> MediaTypes { get; } = mediaTypes;

    /// <summary><c>Content-Encoding: gzip</c> is accepted.</summary>
    public bool MayBeCoded { get; init; }

    /// <summary>Bytes that a file may have.</summary>
    public required int MaxBytes { get; init; }
}
