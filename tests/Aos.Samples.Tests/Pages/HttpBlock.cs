using System.Net.Http.Headers;
using System.Text;

namespace Aos.Samples.Tests.Pages;

/// <summary>An <c>http</c> block: a request, or an answer.</summary>
internal sealed record HttpBlock(string First, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    private static readonly string[] OfContent = ["Content-Type", "Content-Encoding"];

    /// <summary>True if it begins with a status line.</summary>
    public bool IsAnswer => First.StartsWith("HTTP/", StringComparison.Ordinal);

    /// <summary>Status of an answer.</summary>
    public int Status => int.Parse(First.Split(' ')[1], null);

    public static HttpBlock Parse(string text)
    {
        var parts = text.TrimEnd('\n').Split("\n\n", 2);
        var lines = parts[0].Split('\n');
        return new(lines[0], [.. lines.Skip(1).Select(line => line.Split(": ", 2)).Select(pair => (pair[0], pair[1]))], parts.Length > 1 ? parts[1] : "");
    }

    /// <summary>The request, with a token of the test where the page shows one.</summary>
    public HttpRequestMessage Build(string token)
    {
        var words = First.Split(' ');
        var request = new HttpRequestMessage(new(words[0]), words[1]);
        if (Body.Length > 0)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        foreach (var (name, value) in Headers)
            if (name == "Authorization")
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            else if (OfContent.Contains(name))
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            else if (name != "Host")
                request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
