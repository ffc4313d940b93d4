using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Docs;

namespace Aos.Api.Platform.Outbox.Inbox;

/// <summary>The inbox of development at <c>/sandbox/inbox</c>, for people, and <c>/sandbox/inbox.json</c>, for scripts. Not there outside development.</summary>
internal static class InboxPages
{
    private const string Path = "/sandbox/inbox";

    public static void MapInbox(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            return;
        app.MapGet(Path, SendPageAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(Path + ".json", SendJsonAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task SendJsonAsync(HttpContext context, InboxDelivery inbox)
    {
        var found = await inbox.ListAsync(context.Request.Query["to"], context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(context.Response.Body, found, InboxJson.Default.IReadOnlyListInboxMessage, context.RequestAborted);
    }

    private static async Task SendPageAsync(HttpContext context, InboxDelivery inbox)
    {
        var to = context.Request.Query["to"].ToString();
        var found = await inbox.ListAsync(to, context.RequestAborted);
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        // Mails bring their style in their elements, and a frame takes over what its page may do.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(Page(to, found), context.RequestAborted);
    }

    private static string Page(string to, IReadOnlyList<InboxMessage> found) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Inbox · AOS</title>
        <link rel="stylesheet" href="/docs/assets/site.css" />
        <link rel="icon" href="/docs/assets/icon.svg" type="image/svg+xml" />
        </head>
        <body>
        <header class="top"><a class="brand" href="/docs">AOS <span class="brand-rest">Inbox of development</span></a></header>
        <main id="content" style="max-inline-size:48rem;margin-inline:auto;padding-inline:1rem">
        <h1>Inbox</h1>
        <p>Mails and SMS that this installation would have sent, newest first. Scripts read <a href="/sandbox/inbox.json">inbox.json</a>.</p>
        <form method="get" action="/sandbox/inbox">
        <p><label for="to">To</label> <input id="to" name="to" value="{to}" size="40" autocomplete="off" /> <button type="submit">Show</button></p>
        </form>
        {found.Select(Entry).DefaultIfEmpty("<p>Nothing yet.</p>")}
        </main>
        </body>
        </html>

        """);

    private static string Entry(InboxMessage message) => Html.Of($"""
        <section aria-label="{message.Channel} to {message.To}">
        <h2>{message.Subject ?? "SMS"}</h2>
        <p>{message.Channel} to <a href="/sandbox/inbox?to={Uri.EscapeDataString(message.To)}">{message.To}</a> · {message.Purpose} · {message.Language} ·
        <time datetime="{message.ReceivedAt.ToString("O", CultureInfo.InvariantCulture)}">{message.ReceivedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC</time></p>
        <pre style="white-space:pre-wrap">{message.Text}</pre>
        {(message.Html is null ? "" : Frame(message.Html)):raw}
        </section>
        """);

    // In a frame without any permission: neither script nor forms, and links go nowhere.
    private static string Frame(string html) => Html.Of($"""
        <details><summary>As HTML</summary>
        <iframe sandbox="" title="The mail as HTML" srcdoc="{html}" style="inline-size:100%;block-size:28rem;border:1px solid var(--line)"></iframe>
        </details>
        """);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<InboxMessage>))]
internal sealed partial class InboxJson : JsonSerializerContext;
