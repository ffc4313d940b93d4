using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.Visitors;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.Registrations;

/// <summary>Files of registrations, without a token: uploaded first, then named by the registration or the delivery of documents.</summary>
[ApiProduct("portal", 1)]
[Route("registration-attachments")]
[Tags("RegistrationAttachments")]
[AllowAnonymous]
internal sealed class RegistrationAttachmentsController(IOptions<RegistrationSettings> settings, Writes writes) : AosController
{
    /// <summary>More than a file may have, so that one that is too large meets our own answer.</summary>
    private const int MaxRequest = 4 * AttachmentRules.MaxBytes;

    /// <summary>Upload a file of a registration</summary>
    /// <remarks>
    /// A PNG of at most 1,048,576 bytes, sent as it is. Name the returned id in `attachmentIds` of a registration or of a delivery of documents within
    /// 24 hours; after that the file is deleted. At most 20 files an hour from one network address. Only staff that checks registrations sees files.
    /// </remarks>
    /// <param name="fileName" example="trading-licence.png">Name with extension, without a path; 255 bytes at most.</param>
    [HttpPost(Name = "UploadRegistrationAttachment"), StreamedBody("image/png", MaxBytes = AttachmentRules.MaxBytes), RequestSizeLimit(MaxRequest)]
    [ProducesResponseType<RegistrationUpload>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status413PayloadTooLarge, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status415UnsupportedMediaType, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<IActionResult> UploadRegistrationAttachment([FromQuery, Required, StringLength(255)] string? fileName)
    {
        if (string.IsNullOrWhiteSpace(fileName))
            throw new ProblemException(RequestErrors.ParameterInvalid, []) { Fields = [new() { Parameter = "fileName", Code = FieldCodes.Required, Detail = "Say what the file is called." }] };
        var permitted = settings.Value.Extensions;
        var name = AttachmentRules.NameOf(fileName);
        var type = AttachmentRules.TypeOf(name, Request.ContentType, permitted);
        if (Request.Headers.ContentEncoding.Count > 0)
            throw AttachmentErrors.TypeNotPermitted.With(string.Join(", ", permitted));
        var content = await ReadAsync();
        AttachmentRules.CheckContent(content, type, permitted);
        var row = await writes.RunAsync(Actor.System, HttpContext.TraceIdentifier, async write =>
        {
            await VisitorLimits.TakeAsync(write, VisitorLimits.Attachments, HttpContext);
            return await AttachmentStore.AddAsync(write, name, type, content);
        }, HttpContext.RequestAborted);
        Response.Headers.Location = "/portal/v1/registrations";
        Response.Headers.CacheControl = "no-store";
        return StatusCode(StatusCodes.Status201Created, new RegistrationUpload
        {
            Id = row.Id,
            FileName = row.FileName,
            SizeBytes = row.Size,
            ValidUntil = row.UploadedAt + AttachmentStore.Life,
        });
    }

    /// <summary>The body, up to one byte more than a file may have.</summary>
    private async Task<byte[]> ReadAsync()
    {
        if (Request.ContentLength > AttachmentRules.MaxBytes)
            throw AttachmentErrors.TooLarge.With();
        var buffer = new byte[AttachmentRules.MaxBytes + 1];
        var length = await Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, HttpContext.RequestAborted);
        return length <= AttachmentRules.MaxBytes ? buffer[..length] : throw AttachmentErrors.TooLarge.With();
    }
}

/// <summary>A file that waits for its registration.</summary>
public sealed record RegistrationUpload
{
    /// <summary>Id by which a registration names the file.</summary>
    /// <example>4c381c08-dfba-4c76-a445-e9b5d83eec0c</example>
    public required Guid Id { get; init; }

    /// <summary>Name.</summary>
    /// <example>trading-licence.png</example>
    [StringLength(255)]
    public required string FileName { get; init; }

    /// <summary>Size in bytes.</summary>
    /// <example>20480</example>
    [Range(1, AttachmentRules.MaxBytes)]
    public required int SizeBytes { get; init; }

    /// <summary>Until when a registration can name the file.</summary>
    /// <example>2026-10-06T08:15:30.000Z</example>
    public required DateTimeOffset ValidUntil { get; init; }
}
