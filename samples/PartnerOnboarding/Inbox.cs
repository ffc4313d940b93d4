using System.Text.Json;
using System.Text.RegularExpressions;
using Aos.Sdk;

namespace PartnerOnboarding;

/// <summary>The inbox of an installation in development; others have none, and people read their mail themselves.</summary>
internal sealed partial class Inbox(AosClient everybody, string email)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits for a mail.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="patience">How long to wait.</param>
    /// <returns>Its text; null if it did not come, or there is no inbox.</returns>
    public async Task<string?> WaitAsync(string purpose, TimeSpan patience)
    {
        for (var end = DateTimeOffset.UtcNow + patience; ; await Task.Delay(Pause))
        {
            if (await ReadAsync() is not { } mails)
                return null;
            if (mails.FirstOrDefault(mail => mail.Purpose == purpose) is { } found)
                return found.Text;
            if (DateTimeOffset.UtcNow > end)
                return null;
        }
    }

    /// <summary>The link that a mail has behind <c>link=</c>; or what a person has copied from it.</summary>
    public static string? LinkOf(string? text) => text is null ? null : LinkPattern().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    private async Task<IReadOnlyList<Mail>?> ReadAsync()
    {
        try
        {
            using var answer = await everybody.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/sandbox/inbox.json?to={Uri.EscapeDataString(email)}"));
            return await JsonSerializer.DeserializeAsync<IReadOnlyList<Mail>>(await answer.Content.ReadAsStreamAsync(), JsonSerializerOptions.Web);
        }
        catch (AosNotFoundException)
        {
            return null;
        }
    }

    [GeneratedRegex("(?:link=)?(aosln_[A-Za-z0-9]+)", RegexOptions.NonBacktracking)]
    private static partial Regex LinkPattern();

    private sealed record Mail(string Purpose, string Text);
}
