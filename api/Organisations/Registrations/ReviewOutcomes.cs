using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.Registrations;

/// <summary>
/// In development a registration decides itself as soon as its address is confirmed, if its additional address line says so:
/// <c>sandbox:approve</c>, <c>sandbox:refuse</c> or <c>sandbox:documents</c>. Everywhere else these are plain text.
/// </summary>
internal sealed class ReviewOutcomes(RegistrationReview review, IHostEnvironment environment)
{
    private const string Text = "This is the outcome that the sandbox was asked for.";

    /// <summary>Decides what wants to be decided.</summary>
    public async Task RunAsync(WriteScope write, Guid id)
    {
        if (!environment.IsDevelopment() || await RegistrationStore.LockAsync(write, id) is not { } row)
            return;
        switch (row.AdditionalAddressLine)
        {
            case "sandbox:approve":
                await review.ApproveAsync(write, id, permissions: null);
                break;
            case "sandbox:refuse":
                await review.RefuseAsync(write, id, Text);
                break;
            case "sandbox:documents":
                await review.AskForDocumentsAsync(write, id, Text);
                break;
        }
    }
}
