namespace Aos.Api.Organisations.VatChecks;

/// <summary>The door to checks of VAT ids: asks the register and compares name and address. Never call it inside a transaction.</summary>
internal sealed class VatChecker(ViesClient register, TimeProvider time)
{
    private const string InputInvalid = "INVALID_INPUT";

    /// <summary>Checks a well-formed VAT id of a country in the VAT area of the EU (<see cref="VatRules.IsChecked"/>).</summary>
    public async Task<VatResult> CheckAsync(VatSubject subject, CancellationToken cancellation)
    {
        var prefix = VatRules.PrefixOf(subject.Country);
        var answer = await register.AskAsync(new()
        {
            CountryCode = prefix,
            VatNumber = subject.VatId[prefix.Length..],
            TraderName = subject.Name,
            TraderStreet = subject.Street,
            TraderPostalCode = subject.PostCode,
            TraderCity = subject.Town,
        }, cancellation);
        if (answer is { Valid: false } || answer?.ErrorWrappers?.Any(error => error.Error == InputInvalid) == true)
            return new(VatStatus.Invalid, null, [], time.GetUtcNow());
        if (answer is not { Valid: true })
            return VatResult.Unavailable;
        var (match, deviating) = VatMatching.Compare(subject, answer);
        return new(VatStatus.Valid, match, deviating, time.GetUtcNow());
    }
}
