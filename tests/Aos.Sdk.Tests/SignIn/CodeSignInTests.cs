using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Aos.Sdk.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace Aos.Sdk.Tests.SignIn;

/// <summary>Signing in in a browser, as a web application does it.</summary>
public sealed class CodeSignInTests : IAsyncLifetime
{
    private static readonly Uri Redirect = new("https://app.example.com/signed-in");
    private static readonly string[] Scopes = ["openid", "offline_access", "vehicle.read"];

    private FakeSignInServer _server = null!;

    public async Task InitializeAsync() => _server = await FakeSignInServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_request_has_everything_and_nothing_that_can_be_guessed()
    {
        var signIn = _server.SignIn();
        var options = new SignInOptions { Prompt = "login", MaxAge = TimeSpan.FromMinutes(10), LoginHint = "erika+1@example.com", UiLocales = "de en" };
        var (address, pending) = await signIn.CreateRequestAsync(Redirect, Scopes, options);

        Assert.Equal(_server.Address + "/oauth/authorize", address.GetLeftPart(UriPartial.Path));
        var sent = QueryHelpers.ParseQuery(address.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        Assert.Equal(new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["client_id"] = FakeSignInServer.ClientId,
            ["redirect_uri"] = Redirect.OriginalString,
            ["scope"] = "openid offline_access vehicle.read",
            ["state"] = pending.State,
            ["nonce"] = pending.Nonce,
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(pending.CodeVerifier))),
            ["code_challenge_method"] = "S256",
            ["prompt"] = "login",
            ["max_age"] = "600",
            ["login_hint"] = "erika+1@example.com",
            ["ui_locales"] = "de en",
        }, sent);
        var other = (await signIn.CreateRequestAsync(Redirect, Scopes)).Pending;
        string[] secrets = [pending.State, pending.Nonce, pending.CodeVerifier, other.State, other.Nonce, other.CodeVerifier];
        Assert.Equal(6, secrets.Distinct().Count());
        Assert.All(secrets, secret => Assert.Matches("^[A-Za-z0-9_-]{43}$", secret));
    }

    [Fact]
    public async Task The_code_becomes_tokens_and_somebody()
    {
        var signedIn = await CompleteAsync();

        var form = Assert.Single(_server.TokenForms);
        Assert.Equal("authorization_code", form["grant_type"]);
        Assert.Equal("aosac_1", form["code"]);
        Assert.Equal(Redirect.OriginalString, form["redirect_uri"]);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", form["code_verifier"]);
        Assert.Equal(FakeSignInServer.ClientId, form["client_id"]);
        Assert.Null(_server.Requests[0].Authorization);
        Assert.Equal(("aosat_1", "aosrt_1", "openid offline_access vehicle.read", FakeSignInServer.Subject), (signedIn.Tokens.AccessToken, signedIn.Tokens.RefreshToken, signedIn.Tokens.Scope, signedIn.Tokens.Subject));
        Assert.Equal(_server.Clock.GetUtcNow().AddHours(1), signedIn.Tokens.ExpiresAt);
        Assert.Equal((FakeSignInServer.Subject, _server.Address, _server.Clock.GetUtcNow().AddSeconds(-10)), (signedIn.Identity!.Subject, signedIn.Identity.Issuer, signedIn.Identity.SignedInAt));
        Assert.Equal("7", signedIn.Identity.AdditionalClaims["team"].GetString());
    }

    [Fact]
    public async Task A_confidential_client_shows_its_secret_as_basic()
    {
        await CompleteAsync(options => options.ClientSecret = "se:cret");
        Assert.Equal("Basic " + Convert.ToBase64String("my-app:se%3Acret"u8), _server.Requests[0].Authorization);
        Assert.DoesNotContain("client_id", Assert.Single(_server.TokenForms).Keys);
    }

    [Fact]
    public async Task What_is_kept_survives_a_session_and_shows_no_secret()
    {
        var request = await _server.SignIn().CreateRequestAsync(Redirect, Scopes, new SignInOptions { MaxAge = TimeSpan.FromHours(1) });
        var kept = PendingSignIn.FromJson(request.Pending.ToJson());
        Assert.Equal(request.Pending with { Scopes = kept.Scopes }, kept);
        Assert.Equal(Scopes, kept.Scopes);
        Assert.Equal("sign-in that comes back to https://app.example.com/signed-in", kept.ToString());
        _server.Nonce = kept.Nonce;
        var signedIn = await _server.SignIn().CompleteAsync(kept, _server.Callback(request));
        Assert.DoesNotContain(signedIn.Tokens.AccessToken, signedIn.ToString(), StringComparison.Ordinal);
        foreach (var broken in (string[])["", "null", "{}", """{"state":1}"""])
            Assert.Equal("sdk.sign-in-state", Assert.Throws<AosSignInException>(() => PendingSignIn.FromJson(broken)).Code);
    }

    [Theory]
    [InlineData("code=c&iss=ISS", "sdk.sign-in-state")]
    [InlineData("code=c&state=&iss=ISS", "sdk.sign-in-state")]
    [InlineData("code=c&state=other&iss=ISS", "sdk.sign-in-state")]
    [InlineData("error=access_denied&state=other&iss=ISS", "sdk.sign-in-state")]
    [InlineData("code=c&state=STATE", "sdk.issuer-mismatch")]
    [InlineData("code=c&state=STATE&iss=https://evil.example", "sdk.issuer-mismatch")]
    [InlineData("error=server_error&state=STATE&iss=https://evil.example", "sdk.issuer-mismatch")]
    [InlineData("code=c&state=STATE&state=STATE&iss=ISS", "sdk.sign-in-answer")]
    [InlineData("code=c&code=d&state=STATE&iss=ISS", "sdk.sign-in-answer")]
    [InlineData("state=STATE&iss=ISS", "sdk.sign-in-answer")]
    [InlineData("code=&state=STATE&iss=ISS", "sdk.sign-in-answer")]
    [InlineData("", "sdk.sign-in-state")]
    [InlineData("error=login_required&state=STATE&iss=ISS", "login_required")]
    [InlineData("error=invalid_scope&error_description=Not+yours&code=c&state=STATE&iss=ISS", "invalid_scope")]
    public async Task An_answer_that_is_not_right_sends_nothing(string query, string code)
    {
        var signIn = _server.SignIn();
        var request = await signIn.CreateRequestAsync(Redirect, Scopes);
        var callback = new Uri($"{Redirect}?{query.Replace("STATE", request.Pending.State, StringComparison.Ordinal).Replace("ISS", Uri.EscapeDataString(_server.Address), StringComparison.Ordinal)}");
        var refusal = await Assert.ThrowsAnyAsync<AosSignInException>(() => signIn.CompleteAsync(request.Pending, callback));
        Assert.Equal(code, refusal.Code);
        Assert.Empty(_server.Requests);
        Assert.Equal(query.Contains("Not+yours", StringComparison.Ordinal), refusal.Message.EndsWith("(invalid_scope): Not yours", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_who_says_no_is_an_exception_of_its_own()
    {
        var signIn = _server.SignIn();
        var request = await signIn.CreateRequestAsync(Redirect, Scopes);
        var callback = new Uri($"{Redirect}?error=access_denied&state={request.Pending.State}&iss={Uri.EscapeDataString(_server.Address)}#x");
        Assert.Equal("access_denied", (await Assert.ThrowsAsync<AosSignInDeniedException>(() => signIn.CompleteAsync(request.Pending, callback))).Code);
    }

    [Fact]
    public async Task A_server_that_does_not_name_itself_in_answers_need_not()
    {
        _server.Discovery["authorization_response_iss_parameter_supported"] = null;
        var signIn = _server.SignIn();
        var request = await signIn.CreateRequestAsync(Redirect, Scopes);
        _server.Nonce = request.Pending.Nonce;
        await signIn.CompleteAsync(request.Pending, new Uri($"{Redirect}?code=c&state={request.Pending.State}"));
    }

    [Fact]
    public async Task A_refused_code_is_told_and_no_code_is_sent_twice()
    {
        _server.Next(FakeSignInServer.Error("invalid_grant"));
        var refused = await Assert.ThrowsAsync<AosSignInException>(() => CompleteAsync());
        Assert.Equal("invalid_grant", refused.Code);
        _server.Next(Answers.Empty(503));
        await Assert.ThrowsAsync<AosServerException>(() => CompleteAsync());
        _server.Next(Answers.Cut);
        await Assert.ThrowsAsync<AosConnectionException>(() => CompleteAsync());
        _server.Next(FakeSignInServer.Error("invalid_client", 401));
        await Assert.ThrowsAsync<AosUnauthorizedException>(() => CompleteAsync());
        Assert.Equal(4, _server.TokenForms.Count());
    }

    [Theory]
    [InlineData("""{"iss":"https://evil.example"}""", "made by another server")]
    [InlineData("""{"iss":null}""", "cannot be read")]
    [InlineData("""{"sub":""}""", "does not say who")]
    [InlineData("""{"sub":null}""", "cannot be read")]
    [InlineData("""{"aud":"other"}""", "made for another client")]
    [InlineData("""{"aud":["other"]}""", "made for another client")]
    [InlineData("""{"aud":["my-app","other"]}""", "made for another client")]
    [InlineData("""{"aud":["my-app","other"],"azp":"other"}""", "made for another client")]
    [InlineData("""{"aud":7}""", "made for another client")]
    [InlineData("""{"exp":1793606339}""", "has ended")]
    [InlineData("""{"exp":9223372036854775807}""", "cannot be")]
    [InlineData("""{"exp":null}""", "cannot be read")]
    [InlineData("""{"nonce":"other"}""", "another request (nonce)")]
    [InlineData("""{"nonce":null}""", "another request (nonce)")]
    [InlineData("""{"auth_time":1793606039}""", "too long ago")]
    [InlineData("""{"auth_time":null}""", "too long ago")]
    public async Task An_ID_token_that_is_not_right_is_refused(string changes, string told)
    {
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
            _server.Claims[name] = value?.DeepClone();
        var refusal = await Assert.ThrowsAsync<AosSignInException>(() => CompleteAsync(options: new SignInOptions { MaxAge = TimeSpan.FromMinutes(5) }));
        Assert.Equal("sdk.id-token-invalid", refusal.Code);
        Assert.Contains(told, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"aud":["my-app"]}""")]
    [InlineData("""{"aud":["my-app","other"],"azp":"my-app"}""")]
    [InlineData("""{"exp":1793606341,"iat":1793609999,"auth_time":1793606041}""")]
    public async Task An_ID_token_that_is_right_in_another_way_is_taken(string changes)
    {
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
            _server.Claims[name] = value?.DeepClone();
        await CompleteAsync(options: new SignInOptions { MaxAge = TimeSpan.FromMinutes(5) });
    }

    [Theory]
    [InlineData("""{"access_token":"secret-token","token_type":"Bearer","expires_in":3600,"scope":"openid"}""", "sdk.id-token-invalid")]
    [InlineData("""{"access_token":"secret-token","token_type":"Bearer","expires_in":3600,"id_token":"x"}""", "sdk.id-token-invalid")]
    [InlineData("""{"access_token":"secret-token","token_type":"Bearer","expires_in":3600,"id_token":"a.$.c"}""", "sdk.id-token-invalid")]
    [InlineData("""{"access_token":"secret-token","token_type":"DPoP","expires_in":3600}""", "http.unexpected-content")]
    [InlineData("""{"access_token":"secret-token","token_type":"Bearer"}""", "http.unexpected-content")]
    [InlineData("""{"access_token":"secret-token","token_type":"Bearer","expires_in":"soon"}""", "http.unexpected-content")]
    [InlineData("null", "http.unexpected-content")]
    public async Task An_answer_that_is_no_token_is_refused_and_not_shown(string body, string code)
    {
        _server.Next(Answers.Json(200, body));
        var refusal = await Assert.ThrowsAsync<AosSignInException>(() => CompleteAsync());
        Assert.Equal(code, refusal.Code);
        Assert.DoesNotContain("secret-token", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_openid_there_is_nobody()
    {
        _server.Next(Answers.Json(200, """{"access_token":"a","token_type":"bearer","expires_in":60,"scope":"vehicle.read"}"""));
        var signedIn = await CompleteAsync();
        Assert.Equal((null, null, null), (signedIn.Identity, signedIn.Tokens.Subject, signedIn.Tokens.RefreshToken));
        await Assert.ThrowsAsync<AosSignInException>(() => _server.SignIn().GetUserInfoAsync(signedIn.Tokens));
    }

    [Fact]
    public async Task Userinfo_must_be_about_the_same_person()
    {
        var signIn = _server.SignIn();
        var tokens = (await CompleteAsync()).Tokens;
        var info = await signIn.GetUserInfoAsync(tokens);
        Assert.Equal(("Erika Muster", "erika@example.com", true, "de", "7"), (info.Name, info.Email, info.EmailVerified, info.Locale, info.AdditionalProperties!["team"].GetString()));
        Assert.Equal("Bearer aosat_1", _server.Requests[^1].Authorization);
        _server.UserInfo = """{"sub":"somebody-else"}""";
        Assert.Equal("sdk.subject-mismatch", (await Assert.ThrowsAsync<AosSignInException>(() => signIn.GetUserInfoAsync(tokens))).Code);
    }

    [Fact]
    public async Task The_address_for_signing_out_has_the_hint_and_the_way_back()
    {
        var tokens = (await CompleteAsync()).Tokens;
        var address = await _server.SignIn().CreateSignOutAddressAsync(tokens, new Uri("https://app.example.com/bye"), "s");
        Assert.Equal($"{_server.Address}/oauth/logout?client_id=my-app&id_token_hint={tokens.IdToken}&post_logout_redirect_uri=https%3A%2F%2Fapp.example.com%2Fbye&state=s", address.AbsoluteUri);
    }

    [Theory]
    [InlineData("issuer", "https://evil.example", "sdk.issuer-mismatch")]
    [InlineData("issuer", null, "sdk.issuer-mismatch")]
    [InlineData("authorization_endpoint", null, "sdk.sign-in-unsupported")]
    [InlineData("authorization_endpoint", "/oauth/authorize", "sdk.sign-in-unsupported")]
    [InlineData("authorization_endpoint", "javascript:alert(1)", "sdk.sign-in-unsupported")]
    public async Task A_server_that_describes_itself_wrongly_is_not_used(string name, string? value, string code)
    {
        _server.Discovery[name] = value;
        Assert.Equal(code, (await Assert.ThrowsAsync<AosSignInException>(() => _server.SignIn().CreateRequestAsync(Redirect, Scopes))).Code);
    }

    [Fact]
    public async Task The_issuer_can_be_another_than_the_address()
    {
        _server.Discovery["issuer"] = "https://api.example.com";
        _server.Claims["iss"] = "https://api.example.com";
        var signIn = _server.SignIn(options => options.Issuer = "https://api.example.com");
        var request = await signIn.CreateRequestAsync(Redirect, Scopes);
        _server.Nonce = request.Pending.Nonce;
        var signedIn = await signIn.CompleteAsync(request.Pending, new Uri($"{Redirect}?code=c&state={request.Pending.State}&iss=https://api.example.com"));
        Assert.Equal("https://api.example.com", signedIn.Tokens.Issuer);
    }

    private async Task<SignedIn> CompleteAsync(Action<AosClientOptions>? change = null, SignInOptions? options = null)
    {
        var signIn = _server.SignIn(change);
        var request = await signIn.CreateRequestAsync(Redirect, Scopes, options);
        _server.Nonce = request.Pending.Nonce;
        return await signIn.CompleteAsync(request.Pending, _server.Callback(request));
    }
}
