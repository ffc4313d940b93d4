using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.Registrations;

/// <summary>The door to registrations for the log-on: somebody who has registered has no account yet, but is told where the registration stands.</summary>
internal static class RegistrationStates
{
    /// <summary>The open registration that holds a name; null if none does. It is not locked: nobody who logs on holds up those who work on it.</summary>
    public static async Task<OpenRegistration?> FindAsync(WriteScope write, string realm, string login) =>
        realm == Realms.Portal && await RegistrationStore.FindByEmailAsync(write, login) is { PasswordHash: { } hash } row
            ? new(hash, row.Email, row.Language, row.State)
            : null;
}

/// <summary>A registration that has not been decided yet.</summary>
/// <param name="PasswordHash">Hash of the password that was chosen.</param>
/// <param name="Email">E-mail address.</param>
/// <param name="Language">Language of the applicant.</param>
/// <param name="State">Where it stands: <c>awaitingEmailConfirmation</c>, <c>inReview</c> or <c>documentsRequested</c>.</param>
internal sealed record OpenRegistration(string PasswordHash, string Email, string Language, string State);
