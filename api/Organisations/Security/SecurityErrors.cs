using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.Security;

/// <summary>Errors of the security policy.</summary>
[ErrorCatalogue("Organisations: security")]
public static class SecurityErrors
{
    /// <summary>Who demands a second factor has one.</summary>
    public static readonly ApiError OwnSecondFactorMissing = new("organisations.own-second-factor-missing", 409,
        new("Set up your own second factor first.", "Richten Sie zuerst Ihren eigenen zweiten Faktor ein."),
        new("Who demands a second factor of everybody has one.", "Wer von allen einen zweiten Faktor verlangt, hat selbst einen."))
    {
        Cause = "The caller signs in without a second factor.",
        Cure = "Set up the second factor (`POST /portal/v1/me/second-factor`), then repeat.",
    };
}
