using System.Buffers.Binary;
using System.Text;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Microsoft.Net.Http.Headers;

namespace Aos.Api.Organisations.Registrations;

/// <summary>Which files can be attached: extension, declared type and content must agree.</summary>
internal static class AttachmentRules
{
    /// <summary>Bytes of a file, files that come at once, and files of a registration in all.</summary>
    public const int MaxBytes = 1_048_576, MaxFiles = 3, MaxInAll = 30;

    private const int MaxNameBytes = 255;
    private const long MaxPixels = 40_000_000;
    private static readonly byte[] PngStart = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'];

    /// <summary>Media types by extension. No photos: nothing here counts their pixels or takes the place out of them.</summary>
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase) { ["png"] = "image/png", ["pdf"] = "application/pdf" };

    /// <summary>True for an extension that can be permitted.</summary>
    public static bool IsKnown(string extension) => Types.ContainsKey(extension);

    /// <summary>The name as it is kept: in normal form, without anything that could be a path.</summary>
    public static string NameOf(string name)
    {
        var kept = CanonicalForm.Of(name.Trim());
        return kept.Length > 0 && Encoding.UTF8.GetByteCount(kept) <= MaxNameBytes && kept is not ("." or "..")
            && !HiddenCharacters.IsIn(kept) && !kept.Any(character => character is '/' or '\\' or ':' || char.IsSurrogate(character))
            ? kept
            : throw new ProblemException(AttachmentErrors.NameInvalid, []) { Fields = [new() { Parameter = "fileName", Code = "attachment-name-invalid", Detail = AttachmentErrors.NameInvalid.Detail.En }] };
    }

    /// <summary>The media type of a file whose extension and declared type are permitted, before its content is read.</summary>
    public static string TypeOf(string name, string? declared, IReadOnlyList<string> permitted)
    {
        var extension = Path.GetExtension(name).TrimStart('.');
        return permitted.Contains(extension, StringComparer.OrdinalIgnoreCase) && Types.TryGetValue(extension, out var type)
            && MediaTypeHeaderValue.TryParse(declared, out var media) && media.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)
            ? type
            : throw NotPermitted(permitted);
    }

    /// <summary>Refuses an empty file, one that is too large, and one that is not what it says.</summary>
    public static void CheckContent(ReadOnlySpan<byte> content, string mediaType, IReadOnlyList<string> permitted)
    {
        if (content.Length == 0)
            throw AttachmentErrors.Empty.With();
        if (content.Length > MaxBytes)
            throw AttachmentErrors.TooLarge.With();
        if (!(mediaType == "image/png" ? IsPng(content) : content.StartsWith("%PDF-"u8)))
            throw NotPermitted(permitted);
    }

    /// <summary>The chunks of a PNG from its header to its end, and nothing behind.</summary>
    private static bool IsPng(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith(PngStart))
            return false;
        var rest = content[PngStart.Length..];
        for (var number = 0; rest.Length >= 12; number++)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            var kind = rest.Slice(4, 4);
            if (length > rest.Length - 12 || kind.SequenceEqual("IHDR"u8) != (number == 0))
                return false;
            if (number == 0 && (length != 13 || (long)BinaryPrimitives.ReadUInt32BigEndian(rest[8..]) * BinaryPrimitives.ReadUInt32BigEndian(rest[12..]) is < 1 or > MaxPixels))
                return false;
            rest = rest[((int)length + 12)..];
            if (kind.SequenceEqual("IEND"u8))
                return rest.Length == 0;
        }

        return false;
    }

    private static ProblemException NotPermitted(IReadOnlyList<string> permitted) => AttachmentErrors.TypeNotPermitted.With(string.Join(", ", permitted));
}
