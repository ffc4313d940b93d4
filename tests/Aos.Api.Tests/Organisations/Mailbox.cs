using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Organisations;

/// <summary>Mails of this area that people got.</summary>
internal static class Mailbox
{
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
