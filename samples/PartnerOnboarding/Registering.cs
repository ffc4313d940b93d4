using Aos.Sdk;
using Aos.Sdk.Portal;

namespace PartnerOnboarding;

/// <summary>The part without a token: the form, the link of the first mail, and the approval.</summary>
internal sealed class Registering(Settings settings, OnboardingState state, AosClient everybody)
{
    private readonly Inbox _inbox = new(everybody, settings.Applicant.Email);

    /// <summary>Sends the form, with the versions of the texts that are in force now.</summary>
    public async Task<string> SendAsync()
    {
        if (state.IsRegistered)
            return $"was sent before for {settings.Applicant.Email}";
        var options = await everybody.Portal.RegistrationOptions.GetAsync();
        // Kept before it is sent, as the password is known nowhere else.
        state.Password = settings.Password ?? (state.Password.Length > 0 ? state.Password : $"Aos-{Guid.NewGuid():N}-1");
        state.Write(settings.StateFile);
        var receipt = await everybody.Portal.Registrations.SendAsync(Form(options), new AosRequestOptions { IdempotencyKey = state.Key + "-registration" });
        state.IsRegistered = true;
        state.Write(settings.StateFile);
        return $"sent for {settings.Applicant.Email}, VAT id {receipt.VatStatus}";
    }

    /// <summary>Confirms the address with the link of the mail: from the inbox of development, or as the person copies it.</summary>
    public async Task<string> ConfirmAsync()
    {
        if (state.IsConfirmed)
            return "was confirmed before";
        var text = await _inbox.WaitAsync("organisations.registration-confirm", TimeSpan.FromSeconds(30)) ?? Ask("Paste the link of the mail: ");
        var link = Inbox.LinkOf(text) ?? throw new WaitingException("The mail with the link has not come yet. Run the program again when it has.");
        try
        {
            await everybody.Portal.Registrations.ConfirmAsync(new RegistrationConfirmationRequest { Link = link });
        }
        catch (AosConflictException already) when (already.Code == "organisations.already-confirmed")
        {
            // By the button of the page, or in a run that ended before it could keep that.
        }
        state.IsConfirmed = true;
        state.Write(settings.StateFile);
        return "confirmed";
    }

    /// <summary>Approves with an operator's client where that is wanted; else waits for the mail that tells of it.</summary>
    public async Task<string> ApproveAsync(Func<AosClient> asOperator)
    {
        if (state.IsApproved)
            return "was approved before";
        if (settings.Approves)
            await Review.ApproveRegistrationAsync(asOperator(), settings.Applicant.Email);
        if (await _inbox.WaitAsync("organisations.registration-approved", TimeSpan.FromSeconds(settings.Approves ? 30 : 2)) is null && !settings.Approves)
            throw new WaitingException("A person checks the registration, which can take up to two working days. Run the program again when the mail has come.");
        state.IsApproved = true;
        state.Write(settings.StateFile);
        return settings.Approves ? "approved by the operator's client" : "approved";
    }

    private string? Ask(string question)
    {
        if (settings.IsUnattended || Console.IsInputRedirected)
            return null;
        Console.Write(question);
        return Console.ReadLine();
    }

    private RegistrationRequest Form(RegistrationOptions options)
    {
        var who = settings.Applicant;
        return new RegistrationRequest
        {
            UserGroup = who.UserGroup,
            Country = who.Country,
            Name = who.Name,
            Street = who.Street,
            PostCode = who.PostCode,
            Town = who.Town,
            VatId = who.VatId,
            WithoutVatId = who.VatId is null,
            Phone = who.Phone,
            Representative = new RegistrationRepresentative
            {
                LastName = who.LastName,
                FirstName = who.FirstName,
                Language = new PersonFieldsLanguage(who.Language),
                TimeZone = who.TimeZone,
                Email = who.Email,
                Password = state.Password,
                PasswordRepeat = state.Password,
            },
            // Whoever runs this has read and accepted them.
            Consents = new RegistrationConsents
            {
                ConditionsOfUse = new RegistrationConsent { Accepted = true, Version = options.Texts.ConditionsOfUse },
                TechnicalRequirements = new RegistrationConsent { Accepted = true, Version = options.Texts.TechnicalRequirements },
                DataProtection = new RegistrationConsent { Accepted = true, Version = options.Texts.DataProtection },
            },
        };
    }
}
