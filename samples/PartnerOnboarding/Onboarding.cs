using Aos.Sdk;
using Aos.Sdk.Portal;

namespace PartnerOnboarding;

/// <summary>The way from nothing to the first call.</summary>
internal sealed class Onboarding
{
    private const string Product = "vehicle-identification", Vin = "WBAUV71070A193748";
    private static readonly string[] Scopes = ["openid", "offline_access", "portal.read", "portal.write"];

    private readonly Settings _settings;
    private readonly OnboardingState _state;
    private readonly Steps _steps;
    private readonly AosSignIn _signIn;
    private readonly SignedInTokenProvider _tokens;

    public Onboarding(Settings settings, TextWriter output)
    {
        _settings = settings;
        _state = OnboardingState.Read(settings.StateFile, settings.BaseAddress, settings.Applicant.Email);
        _steps = new Steps(output, 8);
        _signIn = new AosSignIn(settings.BaseAddress, "aos-cli");
        _tokens = new SignedInTokenProvider(_signIn, new FileTokenStore(settings.TokenFile));
    }

    private PortalClient Portal => AosClient.ForUser(_tokens).Portal;

    public async Task RunAsync()
    {
        var registering = new Registering(_settings, _state, AosClient.ForEverybody(_settings.BaseAddress));
        await _steps.DoAsync("Registration", registering.SendAsync);
        await _steps.DoAsync("E-mail address", registering.ConfirmAsync);
        await _steps.DoAsync("Approval", () => registering.ApproveAsync(AsOperator));
        await _steps.DoAsync("Sign-in", SignInAsync);
        await _steps.DoAsync("Products", RequestProductsAsync);
        await _steps.DoAsync("Sandbox", () => FreshAsync(GetSandboxAsync));
        await _steps.DoAsync("Client", () => FreshAsync(CreateClientAsync));
        await _steps.DoAsync("First call", CallAsync);
    }

    private AosClient AsOperator() => new(
        _settings.BaseAddress,
        _settings.OperatorId ?? throw new AosConfigurationException("--approve needs AOS_OPERATOR_CLIENT_ID and AOS_OPERATOR_CLIENT_SECRET."),
        _settings.OperatorSecret ?? "");

    /// <summary>Lets the representative sign in on any device; the refresh token is kept, so that the next run asks nobody.</summary>
    private async Task<string> SignInAsync()
    {
        try
        {
            if (await _tokens.FindAsync() is not null && await _tokens.GetUserInfoAsync() is { } known && IsApplicant(known))
                return $"is still signed in as {known.Name}";
        }
        catch (AosSignInRequiredException)
        {
            // It has ended.
        }
        var device = await _signIn.StartDeviceSignInAsync([.. Scopes, "profile", "email"]);
        _steps.Say($"Open {device.VerificationUri} and enter {device.UserCode}.");
        if (_settings.IsUnattended)
            await new UnattendedPerson(_state.Email, _state.Password).ConfirmAsync(device.VerificationUriComplete ?? device.VerificationUri);
        await _tokens.SaveAsync(await device.WaitAsync());
        var person = await _tokens.GetUserInfoAsync();
        return IsApplicant(person) ? $"as {person.Name}" : throw new WaitingException($"{person.Name} has signed in, but {_state.Email} has to.");
    }

    private bool IsApplicant(UserInfo person) => string.Equals(person.Email, _state.Email, StringComparison.OrdinalIgnoreCase);

    /// <summary>Secrets and access need a sign-in of the last quarter of an hour; an older one is repeated.</summary>
    private async Task<string> FreshAsync(Func<Task<string>> step)
    {
        try
        {
            return await step();
        }
        catch (AosUnauthorizedException refusal) when (refusal.Code == "access.sign-in-too-old")
        {
            await _tokens.SignOutAsync();
            _steps.Say($"Signed in again, because this needs a fresh sign-in: {await SignInAsync()}");
            return await step();
        }
    }

    private async Task<string> RequestProductsAsync()
    {
        if (_state.ApplicationId is null)
            await FreshAsync(ApplyAsync);
        var id = _state.ApplicationId!.Value;
        if (_settings.Approves)
            await Review.ApproveApplicationAsync(AsOperator(), id);
        var application = await Portal.ApiApplications.GetAsync(id);
        return $"{Product} applied for, {application.State}";
    }

    private async Task<string> ApplyAsync()
    {
        var (who, portal) = (_settings.Applicant, Portal);
        var product = await portal.ApiProducts.GetAsync(Product);
        var application = await portal.ApiApplications.CreateAsync(new ApiApplicationCreate
        {
            ProductCodes = [Product],
            Purpose = who.Purpose,
            SoftwareDescription = who.SoftwareDescription,
            ExpectedCalls = who.ExpectedCallsPerMonth,
            Countries = [who.Country],
            TechnicalContact = new TechnicalContactCreate { Name = $"{who.FirstName} {who.LastName}", Email = who.Email, Phone = who.Phone },
            AcceptedConditions = [new AcceptedConditionsCreate { ProductCode = Product, Version = product.ConditionsVersion }],
        }, Once("application"));
        _state.ApplicationId = application.Id;
        _state.Write(_settings.StateFile);
        return "";
    }

    /// <summary>The sandbox is there at once, also while the application is in review.</summary>
    private async Task<string> GetSandboxAsync()
    {
        if (!_state.HasSandbox)
        {
            try
            {
                await Portal.SandboxSubscriptions.CreateAsync(new SandboxSubscriptionCreate { ProductCode = Product }, Once("sandbox"));
            }
            catch (AosConflictException already) when (already.Code == "organisations.product-already-granted")
            {
                // By a colleague, or in a run whose state is lost.
            }
            _state.HasSandbox = true;
            _state.Write(_settings.StateFile);
        }
        var subscription = await Portal.SandboxSubscriptions.GetAsync(Product);
        return $"{Product} with the plan {subscription.PlanCode}";
    }

    private async Task<string> CreateClientAsync()
    {
        if (_state.ClientSecret is not null)
            return $"{_state.ClientId} was created before";
        var client = await Portal.ApiClients.CreateAsync(new ApiClientCreate
        {
            Name = _settings.Applicant.SoftwareName,
            Environment = ApiEnvironment.Sandbox,
            Grants = [ClientGrant.ClientCredentials],
            ProductCodes = [Product],
            Scopes = ["vehicle.read"],
            OwnerContact = _settings.Applicant.Email,
        }, Once("client"));
        // The secret is shown once: where that answer was lost, the client gets another one.
        var secret = client.Secret ?? (await Portal.ApiClientSecrets.CreateAsync(client.Id, new ClientSecretCreate())).Secret;
        (_state.ClientId, _state.ClientSecret) = (client.Id, secret);
        _state.Write(_settings.StateFile);
        return $"{client.Id}; its secret is in {_settings.StateFile}";
    }

    private async Task<string> CallAsync()
    {
        var client = new AosClient(_settings.BaseAddress, _state.ClientId!, _state.ClientSecret!);
        var answer = await client.VehicleIdentification.Vehicles.GetWithResponseAsync(Vin);
        var left = answer.RateLimits.FirstOrDefault(limit => limit.Name == "day") ?? answer.RateLimits[0];
        return $"{answer.Value.BrandName} {answer.Value.ModelDesignation} of {answer.Value.ProducedOn:yyyy-MM-dd}, {left.Remaining} of {left.Limit} calls left ({left.Name})";
    }

    private AosRequestOptions Once(string what) => new() { IdempotencyKey = $"{_state.Key}-{what}" };
}
