using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Organisations;

/// <summary>Mails about clients.</summary>
internal static class ClientMailbox
{
    /// <summary>Mails to somebody about clients, newest first; waits until there are as many.</summary>
    public static async Task<List<JsonNode>> ClientMailsAsync(this ApiHost api, string to, string what, int count = 1)
    {
        List<JsonNode> found = [];
        await Polling.UntilAsync(async () =>
        {
            found = [.. (await api.AsNobody().ReadAsync("/sandbox/inbox.json?to=" + Uri.EscapeDataString(to))).AsArray().Where(mail => (string?)mail!["purpose"] == "oauth.client-" + what).Select(mail => mail!)];
            return found.Count >= count;
        });
        return found;
    }
}
