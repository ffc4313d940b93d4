using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aos.Api.Platform.Jobs;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>Registrations as a visitor's form sends them, and the ways to their mails and jobs.</summary>
internal static partial class RegistrationKit
{
    public const string Path = "/portal/v1/registrations", Confirmations = "/portal/v1/registration-confirmations", Documents = "/portal/v1/registration-documents",
        Mails = "/portal/v1/registration-confirmation-mails", Uploads = "/portal/v1/registration-attachments", Staff = "/administration/v1/registrations";

    public const string Password = "Werkstatt-2020-x";

    /// <summary>The form of the manual's example, for an address, with changes at JSON pointers; a null takes a property away.</summary>
    public static async Task<JsonObject> FormAsync(this ApiHost api, string email, params (string Pointer, JsonNode? Value)[] changes)
    {
        var texts = (await api.AsNobody().ReadAsync("/portal/v1/registration-options"))["texts"]!;
        var form = new JsonObject
        {
            ["userGroup"] = "authority",
            ["country"] = "DE",
            ["name"] = "Example Company",
            ["street"] = "Example street 123a",
            ["postCode"] = "13245",
            ["town"] = "Example city",
            ["vatId"] = "DE123456789",
            ["representative"] = new JsonObject
            {
                ["lastName"] = "Smith",
                ["firstName"] = "John",
                ["language"] = "en-GB",
                ["timeZone"] = "Europe/Berlin",
                ["email"] = email,
                ["password"] = Password,
                ["passwordRepeat"] = Password,
            },
            ["consents"] = new JsonObject
            {
                ["conditionsOfUse"] = Consent(texts["conditionsOfUse"]),
                ["technicalRequirements"] = Consent(texts["technicalRequirements"]),
                ["dataProtection"] = Consent(texts["dataProtection"]),
            },
        };
        foreach (var (pointer, value) in changes)
            Set(form, pointer, value);
        return form;
    }

    /// <summary>A form without VAT id, for tests that are not about it.</summary>
    public static Task<JsonObject> PlainFormAsync(this ApiHost api, string email, params (string Pointer, JsonNode? Value)[] changes) =>
        api.FormAsync(email, [("/vatId", null), ("/withoutVatId", true), ("/name", "Garage of " + email), .. changes]);

    /// <summary>Sends a form, from an address that has not sent any before.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this ApiHost api, JsonObject form, string? key = null)
    {
        await api.ForgetVisitorsAsync();
        return await api.AsNobody().SendJsonAsync(HttpMethod.Post, Path, form.ToJsonString(), key ?? Guid.NewGuid().ToString());
    }

    /// <summary>What visitors did is forgotten, so that tests do not use up each other's limits; and the hourly work comes only when a test wants it.</summary>
    public static Task ForgetVisitorsAsync(this ApiHost api) => api.SqlAsync("""
        delete from organisations.visitor_acts;
        insert into platform.recurring_work (name, due_at) values ('registrations', platform.now() + interval '10 years')
        on conflict (name) do update set due_at = excluded.due_at
        """);

    /// <summary>Sends a form that must be taken.</summary>
    public static async Task<JsonNode> RegisterAsync(this ApiHost api, JsonObject form)
    {
        using var answer = await api.SendAsync(form);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    /// <summary>Registers and confirms; id of the registration, which is in review then.</summary>
    public static async Task<Guid> InReviewAsync(this ApiHost api, string email, params (string Pointer, JsonNode? Value)[] changes)
    {
        await api.RegisterAsync(await api.PlainFormAsync(email, changes));
        using var confirmed = await api.ConfirmAsync(await api.RegistrationLinkAsync(email, "confirm"));
        Assert.True(confirmed.StatusCode == HttpStatusCode.Created, await confirmed.Content.ReadAsStringAsync());
        return await api.IdOfAsync(email);
    }

    /// <summary>Id of the newest registration of an address.</summary>
    public static Task<Guid> IdOfAsync(this ApiHost api, string email) =>
        api.SqlAsync<Guid>($"select id from organisations.registrations where email = '{email}' order by submitted_at desc, id desc limit 1");

    /// <summary>State of the newest registration of an address; null without one.</summary>
    public static Task<string?> StateOfAsync(this ApiHost api, string email) =>
        api.SqlAsync<string>($"select state from organisations.registrations where email = '{email}' order by submitted_at desc, id desc limit 1");

    /// <summary>Sends a confirmation.</summary>
    public static Task<HttpResponseMessage> ConfirmAsync(this ApiHost api, string link) =>
        api.AsNobody().SendJsonAsync(HttpMethod.Post, Confirmations, Answers.ToJson(new { link }));

    /// <summary>Acts on a registration as staff with every right.</summary>
    public static async Task<HttpResponseMessage> ActAsync(this ApiHost api, Guid id, string act, object? body, SomePerson? person = null)
    {
        using var staff = await api.AsPersonAsync(person ?? SomePerson.Ada, "administration");
        return await staff.SendJsonAsync(HttpMethod.Post, $"{Staff}/{id}/{act}", body is null ? null : Answers.ToJson(body), Guid.NewGuid().ToString());
    }

    /// <summary>Reads a registration as staff.</summary>
    public static async Task<JsonNode> ReadRegistrationAsync(this ApiHost api, Guid id)
    {
        using var staff = await api.AsPersonAsync(SomePerson.Ada, "administration");
        return await staff.ReadAsync($"{Staff}/{id}");
    }

    /// <summary>Mails to somebody of a purpose, newest first; waits until there are as many.</summary>
    public static async Task<List<JsonNode>> RegistrationMailsAsync(this ApiHost api, string to, string purpose, int count = 1)
    {
        List<JsonNode> found = [];
        await Polling.UntilAsync(async () =>
        {
            found = [.. (await api.AsNobody().ReadAsync("/sandbox/inbox.json?to=" + Uri.EscapeDataString(to))).AsArray().Where(mail => (string?)mail!["purpose"] == "organisations.registration-" + purpose).Select(mail => mail!)];
            return found.Count >= count;
        });
        return found;
    }

    /// <summary>The newest link that somebody got.</summary>
    public static async Task<string> RegistrationLinkAsync(this ApiHost api, string to, string purpose, int count = 1) =>
        LinkForm().Match((string)(await api.RegistrationMailsAsync(to, purpose, count))[0]["text"]!).Groups["link"].Value;

    /// <summary>Purposes of all messages that have been written for an address, sent or not.</summary>
    public static async Task<string> WrittenForAsync(this ApiHost api, string to) =>
        await api.SqlAsync<string>($"select string_agg(purpose, ' ' order by id) from platform.outbox where recipient = '{to}'") ?? "";

    /// <summary>Does the hourly work now.</summary>
    public static Task SweepAsync(this ApiHost api) =>
        api.Services.GetServices<RecurringWork>().Single(work => work.Name == "registrations").RunAsync(api.Services, CancellationToken.None);

    /// <summary>Uploads a file.</summary>
    public static async Task<HttpResponseMessage> UploadAsync(this ApiHost api, string name, byte[] content, string mediaType = "image/png")
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return await api.AsNobody().PostAsync($"{Uploads}?fileName={Uri.EscapeDataString(name)}", body);
    }

    /// <summary>Uploads a file that must be taken; its id.</summary>
    public static async Task<string> UploadedAsync(this ApiHost api, string name)
    {
        await api.ForgetVisitorsAsync();
        using var answer = await api.UploadAsync(name, Png());
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (string)(await answer.JsonAsync())["id"]!;
    }

    /// <summary>A PNG of a size in bytes: header, data, end.</summary>
    public static byte[] Png(int bytes = 100, int width = 10, int height = 10)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        byte[] start = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk("IHDR", header)];
        byte[] end = [.. Chunk("IEND", [])];
        return [.. start, .. Chunk("IDAT", new byte[bytes - start.Length - end.Length - 12]), .. end];
    }

    private static byte[] Chunk(string kind, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(kind), .. data, 0, 0, 0, 0];
    }

    private static JsonObject Consent(JsonNode? version) => new() { ["accepted"] = true, ["version"] = version!.DeepClone() };

    private static void Set(JsonObject form, string pointer, JsonNode? value)
    {
        var parts = pointer.Split('/')[1..];
        var at = form;
        foreach (var part in parts[..^1])
            at = at[part]!.AsObject();
        if (value is null)
            at.Remove(parts[^1]);
        else
            at[parts[^1]] = value.DeepClone();
    }

    [GeneratedRegex("link=(?<link>aosln_[0-9A-Za-z]{49})", RegexOptions.None, 1000)]
    private static partial Regex LinkForm();
}
