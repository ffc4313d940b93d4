using System.Text.Json.Serialization;
using Aos.Api.Accounts.Activations;
using Aos.Api.Accounts.Passwords;
using Aos.Api.Accounts.SignIn;
using Aos.Api.Platform.Http;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Tests.Accounts;

/// <summary>The API with the steps of signing in as operations, so that they are tested over HTTP without the markup of their pages.</summary>
public sealed class AccountsHost : IAsyncLifetime
{
    internal ApiHost Api { get; } = new([], services => TestControllers.Add(services, typeof(AccountsProbe)));

    public Task InitializeAsync() => Api.InitializeAsync();

    public Task DisposeAsync() => Api.DisposeAsync();
}

/// <summary>The steps of signing in as operations that exist only in tests.</summary>
[Route("account-probe"), ApiController, AllowAnonymous, TolerantRequest, ApiExplorerSettings(IgnoreApi = true)]
internal sealed class AccountsProbe(SignInAct signIn, SecondFactorStep second, EnrolmentStep enrolment, PasswordChanges passwords, Aos.Api.Accounts.Activations.Activations activations) : ControllerBase
{
    [HttpPost("sign-ins", Name = "probe:SignIn")]
    public async Task<ActionResult<ProbeAnswer>> SignIn([FromBody] ProbeForm form) => Of(await signIn.RunAsync(HttpContext, new(form.Realm!, form.Login!, form.Password!)));

    [HttpPost("second-factors", Name = "probe:SecondFactor")]
    public async Task<ActionResult<ProbeAnswer>> SecondFactor([FromBody] ProbeForm form) => Of(await second.RunAsync(HttpContext, form.Code!));

    [HttpPost("keys", Name = "probe:Key")]
    public async Task<ActionResult<ProbeAnswer>> Key() => new ProbeAnswer { Outcome = (await enrolment.ReadAsync(HttpContext))?.Key };

    [HttpPost("enrolments", Name = "probe:Enrolment")]
    public async Task<ActionResult<ProbeAnswer>> Enrolment([FromBody] ProbeForm form) => Of(await enrolment.ConfirmAsync(HttpContext, form.Code!));

    [HttpPost("password-changes", Name = "probe:PasswordChange")]
    public async Task<ActionResult<ProbeAnswer>> PasswordChange([FromBody] ProbeForm form)
    {
        var answer = await passwords.ForcedAsync(HttpContext, new(form.OldPassword!, form.Password!, form.Repeat ?? form.Password!));
        return new ProbeAnswer { Outcome = answer.Outcome.ToString(), Seconds = answer.RetryAfterSeconds, Codes = [.. answer.Broken] };
    }

    [HttpPost("activations", Name = "probe:Activation")]
    public async Task<ActionResult<ProbeAnswer>> Activation([FromBody] ProbeForm form)
    {
        var answer = await activations.RunAsync(HttpContext, form.Link!, form.Password!, form.Repeat ?? form.Password!, await activations.TermsAsync(HttpContext));
        return new ProbeAnswer { Outcome = answer.Outcome.ToString(), Codes = [.. answer.Broken] };
    }

    private static ProbeAnswer Of(SignInAnswer result) => new() { Outcome = result.Outcome.ToString(), Seconds = result.RetryAfterSeconds, Codes = [.. result.RecoveryCodes] };
}

/// <summary>What a page would send.</summary>
public sealed record ProbeForm
{
    public string? Realm { get; init; } = "portal";
    public string? Login { get; init; }

    [JsonConverter(typeof(ExactTextConverter))]
    public string? Password { get; init; }
    public string? Code { get; init; }

    [JsonConverter(typeof(ExactTextConverter))]
    public string? OldPassword { get; init; }

    [JsonConverter(typeof(ExactTextConverter))]
    public string? Repeat { get; init; }
    public string? Link { get; init; }
}

/// <summary>How it ended.</summary>
public sealed record ProbeAnswer
{
    public string? Outcome { get; init; }
    public int? Seconds { get; init; }
    public string[] Codes { get; init; } = [];
}
