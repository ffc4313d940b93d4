using System.Net;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>Mails and links of a registration: 48 hours, once, again, over.</summary>
public sealed class ConfirmationTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Decision", "REG-D15")]
    [Trait("Decision", "REGX-D3")]
    [Trait("Requirement", "REGX-8")]
    [Trait("Case", "PWD-8")]
    public async Task A_link_works_once_until_the_next_one()
    {
        const string email = "links@example.org";
        await api.RegisterAsync(await api.PlainFormAsync(email));
        var first = await api.RegistrationLinkAsync(email, "confirm");
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(47));
        using var again = await AgainAsync(" Links@example.org ");
        Assert.Equal((HttpStatusCode.Accepted, 48), (again.StatusCode, (int)(await again.JsonAsync())["validHours"]!));
        var second = await api.RegistrationLinkAsync(email, "confirm", 2);
        await RefusedAsync(first, 410, "organisations.link-expired");
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(47));
        using var confirmed = await api.ConfirmAsync(second);
        Assert.Equal(HttpStatusCode.Created, confirmed.StatusCode);
        await RefusedAsync(second, 409, "organisations.already-confirmed");
        await RefusedAsync(first, 410, "organisations.link-expired");
        await RefusedAsync("aosln_0123456789", 404, "organisations.link-unknown");
        await RefusedAsync(Aos.Api.Platform.Identity.Tokens.OpaqueToken.Create("aosln_"), 404, "organisations.link-unknown");
    }

    [Fact]
    [Trait("Decision", "REG-D15")]
    [Trait("Decision", "REG-D17")]
    [Trait("Requirement", "REGX-8")]
    public async Task After_48_hours_the_registration_is_over_and_its_address_free()
    {
        const string email = "over@example.org";
        await api.RegisterAsync(await api.PlainFormAsync(email));
        var link = await api.RegistrationLinkAsync(email, "confirm");
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(48));
        await RefusedAsync(link, 410, "organisations.link-expired");
        using (var again = await AgainAsync(email))
            Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        await api.SweepAsync();
        Assert.Equal("expired", await api.StateOfAsync(email));
        Assert.Contains("was not confirmed within 48 hours", (string)(await api.RegistrationMailsAsync(email, "expired"))[0]["text"]!, StringComparison.Ordinal);
        await RefusedAsync(link, 410, "organisations.link-expired");
        await api.RegisterAsync(await api.PlainFormAsync(email));
        Assert.Equal("organisations.registration-confirm organisations.registration-expired organisations.registration-confirm", await api.WrittenForAsync(email));

        await api.Clock.AdvanceAsync(TimeSpan.FromDays(7));
        await api.SweepAsync();
        await RefusedAsync(link, 404, "organisations.link-unknown");
        Assert.Equal(1, await api.SqlAsync<long>($"select count(*) from organisations.registrations where email = '{email}'"));
    }

    [Fact]
    [Trait("Decision", "REGX-D3")]
    public async Task An_overdue_address_is_free_before_the_sweep()
    {
        const string email = "overdue@example.org";
        await api.RegisterAsync(await api.PlainFormAsync(email));
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(48));
        await api.RegisterAsync(await api.PlainFormAsync(email));
        Assert.Equal("organisations.registration-confirm organisations.registration-confirm", await api.WrittenForAsync(email));
        Assert.Equal(1, await api.SqlAsync<long>($"select count(*) from organisations.registrations where email = '{email}' and state = 'expired'"));
    }

    [Fact]
    [Trait("Decision", "REG-D9")]
    [Trait("Case", "PWD-7")]
    public async Task The_answer_is_the_same_for_a_known_address_and_nothing_is_stored()
    {
        var fresh = await api.RegisterAsync(await api.PlainFormAsync("fresh@example.org"));
        foreach (var known in new[] { "Fresh@Example.org", SomePerson.Claire.Email, SomePerson.Gone.Email })
        {
            var file = await api.UploadedAsync("file.png");
            var before = await api.SqlAsync<long>("select count(*) from organisations.registrations");
            var receipt = await api.RegisterAsync(await api.PlainFormAsync(known, ("/attachmentIds", new System.Text.Json.Nodes.JsonArray(file))));
            Assert.Equal(fresh.ToJsonString(), receipt.ToJsonString());
            var isNew = known == SomePerson.Gone.Email;
            Assert.Equal(before + (isNew ? 1 : 0), await api.SqlAsync<long>("select count(*) from organisations.registrations"));
            await api.RegistrationMailsAsync(known, isNew ? "confirm" : "known");
            using var reused = await api.SendAsync(await api.PlainFormAsync(known, ("/attachmentIds", new System.Text.Json.Nodes.JsonArray(file))));
            await reused.ProblemAsync(422, "request.fields-invalid");
        }

        Assert.Contains("nothing was stored", (string)(await api.RegistrationMailsAsync(SomePerson.Claire.Email, "known"))[0]["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Decision", "REG-D15")]
    public async Task A_new_mail_is_sent_three_times_an_hour_and_the_answer_is_always_the_same()
    {
        const string email = "thrice@example.org";
        await api.RegisterAsync(await api.PlainFormAsync(email));
        string? text = null;
        for (var i = 0; i < 4; i++)
        {
            using var again = await AgainAsync(email);
            Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
            text ??= await again.Content.ReadAsStringAsync();
            Assert.Equal(text, await again.Content.ReadAsStringAsync());
        }

        Assert.Equal(4, (await api.WrittenForAsync(email)).Split(' ').Length);
        using var unknown = await AgainAsync("nobody-knows@example.org");
        Assert.Equal((HttpStatusCode.Accepted, text), (unknown.StatusCode, await unknown.Content.ReadAsStringAsync()));
        Assert.Equal("", await api.WrittenForAsync("nobody-knows@example.org"));
        using var none = await AgainAsync("nobody");
        await none.ProblemAsync(422, "request.fields-invalid");
    }

    [Fact]
    [Trait("Decision", "REG-D9")]
    public async Task After_five_registrations_an_hour_an_address_waits()
    {
        await api.ForgetVisitorsAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Accepted, (await PostAsync($"five-{i}@example.org")).StatusCode);
        using var sixth = await PostAsync("five-6@example.org");
        await sixth.ProblemAsync(429, "organisations.too-many-requests");
        Assert.NotNull(sixth.Header("Retry-After"));
        Assert.Null(await api.StateOfAsync("five-6@example.org"));
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("five-6@example.org")).StatusCode);
    }

    [Theory]
    [InlineData("de-DE", "Guten Tag,", "Bestätigen Sie Ihre Registrierung")]
    [InlineData("pl-PL", "Dzień dobry,", "Potwierdź swoją rejestrację")]
    public async Task Mails_are_in_the_language_of_the_representative(string language, string greeting, string subject)
    {
        var email = language.ToLowerInvariant() + "@example.org";
        await api.RegisterAsync(await api.PlainFormAsync(email, ("/representative/language", language)));
        var mail = (await api.RegistrationMailsAsync(email, "confirm"))[0];
        Assert.Equal(subject, (string)mail["subject"]!);
        Assert.StartsWith(greeting, (string)mail["text"]!, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> AgainAsync(string email) => api.AsNobody().SendJsonAsync(HttpMethod.Post, RegistrationKit.Mails, Answers.ToJson(new { email }));

    private async Task<HttpResponseMessage> PostAsync(string email) =>
        await api.AsNobody().SendJsonAsync(HttpMethod.Post, RegistrationKit.Path, (await api.PlainFormAsync(email)).ToJsonString(), email);

    private async Task RefusedAsync(string link, int status, string code)
    {
        using var answer = await api.ConfirmAsync(link);
        await answer.ProblemAsync(status, code);
    }
}
