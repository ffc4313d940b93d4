using System.Net;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>What applicants are told, what is kept of their consent, and whom reviewers are warned of.</summary>
public sealed class ApplicantTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Decision", "REG-D8")]
    [Trait("Decision", "REG-D9")]
    [Trait("Decision", "REG-D15")]
    [Trait("Requirement", "REG-34")]
    [Trait("Requirement", "REG-36")]
    public async Task Each_mail_says_what_its_reader_does_next()
    {
        const string email = "mails@example.org";
        var receipt = await api.RegisterAsync(await api.PlainFormAsync(email));
        Assert.Equal("Thank you for your registration. Before we can check it, please confirm your e-mail address. For this purpose we have sent a confirmation link to the e-mail address that you specified. "
            + "If you do not receive an e-mail from us in the next few minutes, please check your spam folder first before contacting our support.", (string?)receipt["message"]);
        await SaysAsync(email, "confirm", "/account/registration/confirm?link=", "The link is valid for 48 hours.");
        await api.RegisterAsync(await api.PlainFormAsync(email));
        await SaysAsync(email, "known", "/account/sign-in", "/account/reset-password", "please contact our support", "There is an account or an open registration for it already");
        using var confirmed = await api.ConfirmAsync(await api.RegistrationLinkAsync(email, "confirm"));
        var id = await api.IdOfAsync(email);
        using var asked = await api.ActAsync(id, "document-requests", new { text = "Please send your trading licence." });
        var until = (await api.SqlAsync<DateTime>($"select step_until from organisations.registrations where id = '{id}'")).ToString("yyyy-MM-dd", null);
        await SaysAsync(email, "documents", "Please send your trading licence.", "/account/registration/documents?link=", $"The link is valid until {until} (UTC).");
        using var resumed = await api.ActAsync(id, "resumptions", null);
        using var approved = await api.ActAsync(id, "approvals", new { });
        Assert.Equal(HttpStatusCode.Created, approved.StatusCode);
        await SaysAsync(email, "approved", "You now have access", $"Log on with the e-mail address {email} and the password that you chose", "/account/sign-in");
    }

    [Fact]
    [Trait("Decision", "REG-D9")]
    public async Task An_organisation_that_may_be_there_already_is_a_warning_for_reviewers_alone()
    {
        // Of the sample: the VAT ID of an organisation, and its name and address with another one.
        var sameId = await api.RegisterAsync(await api.FormAsync("same-id@example.org", ("/country", "AT"), ("/vatId", "ATU37035203"), ("/name", "BMW Austria GmbH"), ("/street", "Siegfried-Marcus-Str. 24"), ("/postCode", "5020"), ("/town", "Salzburg")));
        var sameName = await api.RegisterAsync(await api.PlainFormAsync("same-name@example.org", ("/country", "BE"), ("/name", "WORKSHOP south"), ("/street", "example STREET 123"), ("/postCode", "12345"), ("/town", "Example city")));
        var elsewhere = await api.RegisterAsync(await api.PlainFormAsync("elsewhere@example.org", ("/country", "BE"), ("/name", "Workshop South"), ("/street", "Example street 124"), ("/postCode", "12345"), ("/town", "Example city")));
        foreach (var receipt in new[] { sameId, sameName, elsewhere })
            Assert.DoesNotContain("uplicate", receipt.ToJsonString(), StringComparison.Ordinal);
        foreach (var (email, isDuplicate) in new[] { ("same-id@example.org", true), ("same-name@example.org", true), ("elsewhere@example.org", false) })
            Assert.Equal(isDuplicate, (bool)(await api.ReadRegistrationAsync(await api.IdOfAsync(email)))["isPossibleDuplicate"]!);
    }

    [Fact]
    [Trait("Requirement", "REG-23")]
    [Trait("Requirement", "TECH-5")]
    [Trait("Decision", "REG-D6")]
    public async Task The_versions_that_were_accepted_and_the_time_are_kept()
    {
        await api.SqlAsync("insert into publications.documents (kind, version, valid_from, published_by) values ('technicalRequirements', 2, '2020-09-09', 'test')");
        await api.RegisterAsync(await api.PlainFormAsync("consents@example.org"));
        var consents = (await api.ReadRegistrationAsync(await api.IdOfAsync("consents@example.org")))["consents"]!;
        Assert.Equal("1 2 1", $"{consents["conditionsOfUse"]} {consents["technicalRequirements"]} {consents["dataProtection"]}");
        Assert.Equal(api.Clock.GetUtcNow(), (DateTimeOffset)consents["acceptedAt"]!, TimeSpan.FromMinutes(1));
    }

    [Fact]
    [Trait("Decision", "REG-D15")]
    public async Task Whoever_waits_for_no_confirmation_gets_no_mail_and_the_same_answer()
    {
        const string email = "waits-not@example.org";
        await api.InReviewAsync(email);
        using var review = await AgainAsync(email);
        using var account = await AgainAsync(SomePerson.Claire.Login);
        using var nobody = await AgainAsync("nobody@example.org");
        foreach (var answer in new[] { review, account, nobody })
            Assert.Equal((HttpStatusCode.Accepted, await nobody.Content.ReadAsStringAsync()), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal("organisations.registration-confirm", await api.WrittenForAsync(email));
        Assert.Equal("", await api.WrittenForAsync(SomePerson.Claire.Login));
    }

    [Fact]
    [Trait("Decision", "REG-D11")]
    [Trait("Decision", "REG-D16")]
    public async Task A_wish_for_documents_has_a_text_and_only_what_is_in_review_is_decided()
    {
        var id = await api.InReviewAsync("wish@example.org");
        foreach (var (text, code) in new[] { (null, "required"), ("too short", "too-short"), (new string('x', 2001), "too-long") })
        {
            using var wrong = await api.ActAsync(id, "document-requests", new { text });
            Assert.Equal("/text:" + code, (await wrong.ProblemAsync(422, "request.fields-invalid")).FieldsOf());
        }

        using var early = await api.ActAsync(id, "resumptions", null);
        Assert.Contains("inReview", (string?)(await early.ProblemAsync(409, "organisations.registration-not-waiting-for-documents"))["detail"], StringComparison.Ordinal);
        using var asked = await api.ActAsync(id, "document-requests", new { text = "Please send your trading licence." });
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        foreach (var (act, body) in new (string, object)[] { ("approvals", new { }), ("refusals", new { reason = "Not this time, sorry." }), ("document-requests", new { text = "Send something else." }) })
        {
            using var refused = await api.ActAsync(id, act, body);
            Assert.Contains("documentsRequested", (string?)(await refused.ProblemAsync(409, "organisations.registration-not-in-review"))["detail"], StringComparison.Ordinal);
        }
    }

    private Task<HttpResponseMessage> AgainAsync(string email) => api.AsNobody().SendJsonAsync(HttpMethod.Post, RegistrationKit.Mails, Answers.ToJson(new { email }));

    private async Task SaysAsync(string email, string purpose, params string[] texts)
    {
        var mail = (string)(await api.RegistrationMailsAsync(email, purpose))[0]["text"]!;
        Assert.All(texts, text => Assert.Contains(text, mail, StringComparison.Ordinal));
    }
}
