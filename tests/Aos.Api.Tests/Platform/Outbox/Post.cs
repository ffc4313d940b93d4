using System.Text.Json.Nodes;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Writes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Outbox;

/// <summary>Short ways to send messages and to see what became of them.</summary>
internal static class Post
{
    /// <summary>What every mail of the tests says and nobody else does.</summary>
    public const string Secret = "geheim-4711";

    public static Mail Mail(string to = "mia@example.com", DateTimeOffset? expiresAt = null) => new()
    {
        To = to,
        Subject = "Ihr Code für Größe & Maß",
        Body = new MailText().Greeting("Guten Tag Mia Müßig,").Paragraph("Ihr Code:").Code(Secret).Paragraph(".Punkt am Anfang\n" + new string('x', 200)).Signature("AOS"),
        Language = "de",
        Purpose = "test.code",
        TenantId = Somebody.Workshop.TenantId,
        ExpiresAt = expiresAt,
    };

    public static Sms Sms(string to = "+491701234567") => new()
    {
        To = to,
        Text = "Ihr Code: " + Secret,
        Language = "de",
        Purpose = "test.sms-code",
        TenantId = Somebody.Workshop.TenantId,
    };

    /// <summary>Runs an act.</summary>
    public static Task WriteAsync(this ApiHost api, Func<Messages, WriteScope, Task> act) =>
        api.Services.GetRequiredService<Aos.Api.Platform.Writes.Writes>().RunAsync(Actor.System, null, async write =>
        {
            await act(api.Services.GetRequiredService<Messages>(), write);
            return true;
        }, CancellationToken.None);

    public static Task SendAsync(this ApiHost api, Mail mail) => api.WriteAsync((messages, write) => messages.SendMailAsync(write, mail));

    public static Task SendAsync(this ApiHost api, Sms sms) => api.WriteAsync((messages, write) => messages.SendSmsAsync(write, sms));

    /// <summary>State, attempts and last error of the only message, <c>sent 1 </c>.</summary>
    public static Task<string?> StateAsync(this ApiHost api) =>
        api.SqlAsync<string>("select string_agg(concat_ws(' ', state, attempts, last_error), '|' order by id) from platform.outbox");

    /// <summary>Waits until the only message is in this state.</summary>
    public static Task UntilAsync(this ApiHost api, string state) =>
        Polling.UntilAsync(async () => (await api.StateAsync())?.StartsWith(state, StringComparison.Ordinal) == true);

    /// <summary>Messages in the inbox of development.</summary>
    public static async Task<JsonArray> InboxAsync(this ApiHost api, string query = "") =>
        (await api.AsNobody().ReadAsync("/sandbox/inbox.json" + query)).AsArray();
}
