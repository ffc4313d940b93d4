using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Registrations;

/// <summary>Registration of an organisation with its legal representative, without a token.</summary>
[ApiProduct("portal", 1)]
[Tags("Registrations")]
[AllowAnonymous]
internal sealed class RegistrationsController(RegistrationSending sending, RegistrationSteps steps) : AosController
{
    /// <summary>Most bytes of a form.</summary>
    private const int MaxForm = 64 * 1024;

    /// <summary>Send a registration</summary>
    /// <remarks>
    /// Checks the form and the VAT id, then mails a link to the e-mail address of the legal representative, valid for 48 hours. The answer is the same
    /// whether or not the address already belongs to an account or an open registration: if it does, nothing is stored and the address is told by mail.
    /// A VAT id that the register calls invalid, or name and address that differ from the register, are refused and nothing is stored; if the register
    /// does not answer, the registration is taken with a warning and the check is repeated every hour. At most 5 registrations an hour from one network
    /// address.
    /// </remarks>
    /// <param name="body">The form.</param>
    [HttpPost("registrations", Name = "SendRegistration"), Idempotent, Translated, RequestSizeLimit(MaxForm)]
    [ProducesResponseType<RegistrationReceipt>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> SendRegistration([FromBody] RegistrationRequest body)
    {
        Response.Headers.ContentLanguage = Language;
        return sending.RunAsync(HttpContext, body, Language);
    }

    /// <summary>Send the confirmation mail again</summary>
    /// <remarks>
    /// Mails a new link if the address belongs to a registration that waits for its confirmation, at most 3 times an hour: the link before does not work any
    /// more, and the 48 hours begin anew. The answer is the same for every address.
    /// </remarks>
    /// <param name="body">The address.</param>
    [HttpPost("registration-confirmation-mails", Name = "SendRegistrationConfirmationMail"), RequestSizeLimit(MaxForm)]
    [ProducesResponseType<RegistrationMail>(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<RegistrationMail>> SendRegistrationConfirmationMail([FromBody] RegistrationMailRequest body)
    {
        if (!Messages.IsPublicAddress(body.Email!))
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = [new() { Pointer = "/email", Code = FieldCodes.FormatInvalid, Detail = "Send an e-mail address such as name@example.com." }] };
        await steps.SendAgainAsync(HttpContext, body.Email!);
        return Taken(new RegistrationMail { ValidHours = (int)RegistrationStore.ConfirmationLife.TotalHours });
    }

    /// <summary>Confirm the e-mail address of a registration</summary>
    /// <remarks>The link works once, for 48 hours. From then on staff checks the registration, which can take up to two working days.</remarks>
    /// <param name="body">The link.</param>
    [HttpPost("registration-confirmations", Name = "ConfirmRegistration"), Translated, RequestSizeLimit(MaxForm)]
    [ProducesResponseType<RegistrationProgress>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public async Task<ActionResult<RegistrationProgress>> ConfirmRegistration([FromBody] RegistrationConfirmationRequest body)
    {
        await steps.ConfirmAsync(HttpContext, body.Link!);
        Response.Headers.ContentLanguage = Language;
        Response.Headers.Location = "/portal/v1/me";
        Response.Headers.CacheControl = "no-store";
        return StatusCode(StatusCodes.Status201Created, RegistrationWords.AfterConfirmation(Language));
    }

    /// <summary>Deliver documents of a registration</summary>
    /// <remarks>Takes up to three uploaded files that staff asked for by mail. The link works once, for 14 days; then the check goes on.</remarks>
    /// <param name="body">The link, and the files.</param>
    [HttpPost("registration-documents", Name = "DeliverRegistrationDocuments"), Translated, RequestSizeLimit(MaxForm)]
    [ProducesResponseType<RegistrationProgress>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public async Task<ActionResult<RegistrationProgress>> DeliverRegistrationDocuments([FromBody] RegistrationDocumentsRequest body)
    {
        await steps.DeliverAsync(HttpContext, body.Link!, _ => Task.FromResult<IReadOnlyList<Guid>>([.. body.AttachmentIds!.Select(Guid.Parse)]));
        Response.Headers.ContentLanguage = Language;
        return Taken(RegistrationWords.AfterDocuments(Language));
    }

    private ObjectResult Taken(object value)
    {
        Response.Headers.Location = "/portal/v1/registration-confirmations";
        Response.Headers.RetryAfter = "60";
        Response.Headers.CacheControl = "no-store";
        return StatusCode(StatusCodes.Status202Accepted, value);
    }
}
