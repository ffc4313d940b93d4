using System.Net;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Organisations.Security;

/// <summary>What touches money, secrets, e-mail addresses and rights of staff needs a sign-in not older than 15 minutes (RFC 9470).</summary>
public sealed class RecentSignInTests : IAsyncLifetime
{
    private const string Email = "/portal/v1/me/email-changes";
    private static readonly string[] Known =
    [
        // Own secrets and e-mail address.
        "BeginSecondFactor", "ConfirmSecondFactor", "RemoveSecondFactor", "RenewRecoveryCodes", "RequestEmailChange",

        // The portal: addresses of users, secrets and clients, access that costs, the end of the organisation.
        "AcceptApiConditions", "ChangeApiPlan", "CreateApiClient", "CreateApiClientSecret", "DeleteApiClient", "DeleteApiClientSecret", "ReplaceApiClient", "ReplaceSecurityPolicy", "ReplaceUserEmail",
        "RequestOrganisationClosing", "RequestUserEmailChange", "SendUserEmailChangeAgain", "TerminateApiSubscription", "WithdrawApiTermination", "WithdrawOrganisationClosing", "WithdrawUserEmailChange",

        // The administration: the same of others, and rights of staff.
        "ApproveApiApplication", "CreateClient", "CreateClientSecret", "CreatePlan", "DeactivateStaffMember", "DeleteClientSecret", "InviteStaffMember", "InviteStaffMemberAgain", "ReactivateApiSubscription",
        "ReactivateStaffMember", "RemoveAccountSecondFactor", "ReplaceApiProduct", "ReplaceOrganisationUserEmail", "ReplacePlan", "ReplaceStaffRights", "RequestOrganisationUserEmailChange",
        "SendOrganisationUserEmailChangeAgain", "SetApiSubscriptionPlan", "SuspendApiSubscription", "TerminateOrganisationApiSubscription", "WithdrawOrganisationUserEmailChange",
    ];

    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task After_15_minutes_each_of_them_asks_for_a_fresh_sign_in()
    {
        var guarded = _api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<AccessAttribute>() is { RecentSignIn: true }).ToList();
        Assert.Superset(Known.ToHashSet(), guarded.Select(endpoint => endpoint.Metadata.GetRequiredMetadata<IRouteNameMetadata>().RouteName!.Split(':')[^1]).ToHashSet());
        await _api.SqlAsync($"insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('{SomePerson.John.TenantId}', 'apiClients', 'administrator', 'test')");
        using var ada = await _api.AsPersonAsync(SomePerson.Ada, "administration");
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        await (await john.SendJsonAsync(HttpMethod.Post, Email, "{}")).ProblemAsync(422, "request.fields-invalid");
        await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(14));
        await (await john.SendJsonAsync(HttpMethod.Post, Email, "{}")).ProblemAsync(422, "request.fields-invalid");
        await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
        foreach (var endpoint in guarded)
        {
            var path = "/" + System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!, @"\{[^}]+\}", Guid.NewGuid().ToString(), System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
            var method = new HttpMethod(endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0]);
            var client = path.StartsWith("/administration", StringComparison.Ordinal) ? ada : john;
            using var answer = await client.SendJsonAsync(method, path, method == HttpMethod.Get ? null : "{}", Guid.NewGuid().ToString(), "\"v1\"");
            await answer.ProblemAsync(401, "access.sign-in-too-old");
            Assert.Equal("Bearer error=\"insufficient_user_authentication\", max_age=\"900\"", answer.Header("WWW-Authenticate"));
        }

        // Reading needs none, and the token is as good as before.
        await john.ReadAsync("/portal/v1/me");
        await ada.ReadAsync("/administration/v1/staff");
        await ada.ReadAsync("/administration/v1/plans");
        await ada.ReadAsync($"/administration/v1/organisations/{SomePerson.John.TenantId}/api-subscriptions");
    }

    [Fact]
    public async Task A_fresh_sign_in_with_max_age_repairs_it()
    {
        const string SignIn = "/account/sign-in?request=";
        var client = await new OAuthClient("portal-like") { FirstParty = true, Scopes = ["offline_access", "portal.read", "portal.write"] }.AddAsync(_api);
        var request = AuthorizeRequest.Of(client, "portal.read portal.write");
        using var browser = new WebBrowser(_api);
        await browser.SignInAsync(SomePerson.Claire);
        var code = await browser.AnswerAsync(request.Url);
        using var first = await RedeemAsync(client, code.Code);
        var refresh = (string?)(await first.JsonAsync())["refresh_token"];
        using var person = _api.With((string)(await first.JsonAsync())["access_token"]!);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await person.SendJsonAsync(HttpMethod.Post, Email, "{}")).StatusCode);
        await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(16));
        using var old = await person.SendJsonAsync(HttpMethod.Post, Email, "{}");
        await old.ProblemAsync(401, "access.sign-in-too-old");

        // A refresh is no sign-in.
        using var refreshed = await _api.AsNobody().PostFormAsync(TokenForms.Token, client.Basic, ("grant_type", "refresh_token"), ("refresh_token", refresh!));
        using var still = _api.With((string)(await refreshed.JsonAsync())["access_token"]!);
        using var stillOld = await still.SendJsonAsync(HttpMethod.Post, Email, "{}");
        var problem = await stillOld.ProblemAsync(401, "access.sign-in-too-old");
        Assert.Equal(("signInAgain", "Let the person sign in again, and send the request with the new token; a refreshed one is not enough."), ((string?)problem["resolution"]!["action"], (string?)problem["resolution"]!["text"]));

        var page = await browser.FollowAsync(request.With("max_age", "900").Url);
        Assert.StartsWith(SignIn, page, StringComparison.Ordinal);
        await browser.SignInAsync(SomePerson.Claire);
        var fresh = await browser.AnswerAsync("/oauth/authorize/" + page[SignIn.Length..]);
        using var second = await RedeemAsync(client, fresh.Code);
        using var again = _api.With((string)(await second.JsonAsync())["access_token"]!);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.SendJsonAsync(HttpMethod.Post, Email, "{}")).StatusCode);
    }

    private Task<HttpResponseMessage> RedeemAsync(OAuthClient client, string code) => _api.AsNobody().PostFormAsync(TokenForms.Token, client.Basic,
        ("grant_type", "authorization_code"), ("code", code), ("code_verifier", AuthorizeRequest.Verifier), ("redirect_uri", OAuthClient.Callback));
}
