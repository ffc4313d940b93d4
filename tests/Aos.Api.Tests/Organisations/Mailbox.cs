using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Organisations;

/// <summary>Mails of this area that people got.</summary>
internal static class Mailbox
{
    /// <summary>The text of a mail to somebody with a purpose that says something; waits for it.</summary>
    public static async Task<string> OrganisationMailAsync(this ApiHost api, string to, string purpose, string says)
    {
        string? found = null;
        await Polling.UntilAsync(async () => (found = (await api.OrganisationMailsAsync(to, purpose)).Select(mail => (string)mail["text"]!).FirstOrDefault(text => text.Contains(says, StringComparison.Ordinal))) is not null);
        return found!;
    }

    /// <summary>Mails to somebody with a purpose, newest first; waits until there are as many.</summary>
    public static async Task<List<JsonNode>> OrganisationMailsAsync(this ApiHost api, string to, string purpose, int count = 1)
    {
        List<JsonNode> found = [];
        await Polling.UntilAsync(async () =>
        {
            found = [.. (await api.AsNobody().ReadAsync("/sandbox/inbox.json?to=" + Uri.EscapeDataString(to))).AsArray().Where(mail => (string?)mail!["purpose"] == "organisations." + purpose).Select(mail => mail!)];
            return found.Count >= count;
        });
        return found;
    }
}
