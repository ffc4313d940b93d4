using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Accounts;

/// <summary>Mails and SMS that people got.</summary>
internal static partial class Inbox
{
    /// <summary>Messages to somebody with a purpose, newest first; waits until there are as many.</summary>
    public static async Task<List<JsonNode>> MailsAsync(this ApiHost api, string to, string purpose, int count = 1)
    {
        List<JsonNode> found = [];
        await Polling.UntilAsync(async () =>
        {
            found = [.. (await api.AsNobody().ReadAsync("/sandbox/inbox.json?to=" + Uri.EscapeDataString(to))).AsArray().Where(mail => (string?)mail!["purpose"] == "accounts." + purpose).Select(mail => mail!)];
            return found.Count >= count;
        });
        return found;
    }

    /// <summary>The newest code that somebody got.</summary>
    public static async Task<string> CodeAsync(this ApiHost api, string to, int count = 1) =>
        CodeForm().Match((string)(await api.MailsAsync(to, "reset", count))[0]["text"]!).Value;

    /// <summary>The newest link that somebody got.</summary>
    public static async Task<string> LinkAsync(this ApiHost api, string to, string purpose, int count = 1) =>
        LinkForm().Match((string)(await api.MailsAsync(to, purpose, count))[0]["text"]!).Groups["link"].Value;

    /// <summary>Messages that have been written for an address, sent or not.</summary>
    public static Task<long> WrittenAsync(this ApiHost api, string to) => api.SqlAsync<long>($"select count(*) from platform.outbox where recipient = '{to}'");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.None, 1000)]
    private static partial Regex CodeForm();

    [GeneratedRegex("link=(?<link>aosln_[0-9A-Za-z]{49})", RegexOptions.None, 1000)]
    private static partial Regex LinkForm();
}
