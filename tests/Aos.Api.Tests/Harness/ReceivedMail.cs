using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Aos.Api.Tests.Harness;

/// <summary>A mail as a mail server got it.</summary>
/// <param name="Recipient">Recipient of the envelope.</param>
/// <param name="IsEncrypted">It came over TLS.</param>
/// <param name="Source">The whole mail.</param>
/// <param name="Headers">Its headers, unfolded and decoded.</param>
/// <param name="Text">Its text part.</param>
/// <param name="Html">Its HTML part.</param>
internal sealed partial record ReceivedMail(string Recipient, bool IsEncrypted, string Source, Dictionary<string, string> Headers, string Text, string Html)
{
    /// <summary>Reads a multipart/alternative.</summary>
    public static ReceivedMail Parse(string recipient, bool isEncrypted, string source)
    {
        var (headers, body) = Split(source);
        var boundary = Boundary().Match(headers["Content-Type"]).Groups[1].Value;
        var parts = body.Split("--" + boundary)[1..^1].Select(part => Split(part.TrimStart('\r', '\n'))).ToList();
        return new(recipient, isEncrypted, source, headers, Part("text/plain"), Part("text/html"));

        string Part(string type)
        {
            var (own, content) = parts.Single(part => part.Headers["Content-Type"].StartsWith(type + "; charset=utf-8", StringComparison.Ordinal));
            Assert.Equal("quoted-printable", own["Content-Transfer-Encoding"]);
            return Unquote(content).ReplaceLineEndings("\n").TrimEnd('\n');
        }
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = Fold().Replace(text[..end], " ").Split("\r\n").Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => Words(pair[1]), StringComparer.OrdinalIgnoreCase);
        return (headers, text[(end + 4)..]);
    }

    private static string Words(string header) => EncodedWord().Replace(BetweenWords().Replace(header, "$1"), word => word.Groups["form"].Value is "B" or "b"
        ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value))
        : Unquote(word.Groups["text"].Value.Replace('_', ' ')));

    private static string Unquote(string text)
    {
        var bytes = new List<byte>();
        var plain = text.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < plain.Length; i++)
        {
            if (plain[i] != '=')
            {
                bytes.Add((byte)plain[i]);
                continue;
            }

            bytes.Add(byte.Parse(plain.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            i += 2;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex("boundary=\"?([^\";]+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Boundary();

    [GeneratedRegex("\r\n[ \t]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Fold();

    [GeneratedRegex(@"(\?=)\s+(?==\?)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?utf-8\?(?<form>[BbQq])\?(?<text>[^?]*)\?=", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex EncodedWord();
}
