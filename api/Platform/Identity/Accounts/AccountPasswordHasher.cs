using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>PBKDF2 with HMAC-SHA512 of the password in normalisation form C.</summary>
internal sealed class AccountPasswordHasher(IOptions<PasswordSettings> settings)
    : PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = settings.Value.HashIterations }))
{
    private static readonly Account Nobody = new();
    private readonly Lazy<string> _dummy = new(() => new PasswordHasher<Account>(
        Options.Create(new PasswordHasherOptions { IterationCount = settings.Value.HashIterations })).HashPassword(Nobody, Guid.NewGuid().ToString()));

    /// <inheritdoc />
    public override string HashPassword(Account user, string password) => base.HashPassword(user, CanonicalForm.Of(password));

    /// <inheritdoc />
    public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, CanonicalForm.Of(providedPassword));

    /// <summary>Takes the time of a check, for people and passwords that do not exist.</summary>
    public void WasteTime(string password) => VerifyHashedPassword(Nobody, _dummy.Value, password);
}
