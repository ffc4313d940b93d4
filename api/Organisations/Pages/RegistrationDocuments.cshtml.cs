using Aos.Api.Organisations.Registrations;
using Aos.Api.Organisations.Visitors;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.Pages;

/// <summary>Takes documents that staff asked for, from somebody with a browser; the files are checked as everywhere.</summary>
[FormFiles(MaxBytes)]
internal sealed class RegistrationDocumentsPage(RegistrationSteps steps, IOptions<RegistrationSettings> settings) : AosPage
{
    /// <summary>Three files, and what a form has beside them.</summary>
    private const int MaxBytes = (AttachmentRules.MaxFiles + 1) * AttachmentRules.MaxBytes;

    /// <summary>Numbers of the fields.</summary>
    public static readonly IReadOnlyList<int> Numbers = [.. Enumerable.Range(1, AttachmentRules.MaxFiles)];

    public override string Title => T(IsDone ? "registration.documents-done-title" : "registration.documents-title");

    public bool IsDone { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var files = Request.Form.Files.Where(file => file.FileName.Length > 0).ToList();
        if (files.Count == 0)
            Wrong("file-1", "registration.documents-none");
        if (IsWrong)
            return Again();
        try
        {
            await steps.DeliverAsync(HttpContext, Query("link"), write => StoreAsync(write, files));
        }
        catch (ProblemException refusal) when (TextOf(refusal.Error) is { } text)
        {
            Wrong("file-1", text);
            return Again(refusal.Error.Status);
        }
        catch (ProblemException refusal)
        {
            return RegistrationPages.Refusal(refusal);
        }

        IsDone = true;
        return Page();
    }

    private async Task<IReadOnlyList<Guid>> StoreAsync(WriteScope write, List<IFormFile> files)
    {
        var ids = new List<Guid>();
        foreach (var file in files)
        {
            var name = AttachmentRules.NameOf(file.FileName);
            var type = AttachmentRules.TypeOf(name, file.ContentType, settings.Value.Extensions);
            if (file.Length > AttachmentRules.MaxBytes)
                throw AttachmentErrors.TooLarge.With();
            var content = new byte[file.Length];
            await using (var stream = file.OpenReadStream())
                await stream.ReadExactlyAsync(content, write.Cancellation);
            AttachmentRules.CheckContent(content, type, settings.Value.Extensions);
            await VisitorLimits.TakeAsync(write, VisitorLimits.Attachments, HttpContext);
            ids.Add((await AttachmentStore.AddAsync(write, name, type, content)).Id);
        }

        return ids;
    }

    private static string? TextOf(ApiError error) =>
        error == AttachmentErrors.TooLarge ? "registration.file-too-large"
        : error == AttachmentErrors.TypeNotPermitted ? "registration.file-type"
        : error == AttachmentErrors.Empty ? "registration.file-empty"
        : error == AttachmentErrors.NameInvalid ? "registration.file-name"
        : error == AttachmentErrors.NameDuplicate ? "registration.file-twice"
        : error == AttachmentErrors.TooMany ? "registration.files-too-many"
        : error == VisitorErrors.TooManyRequests ? "registration.too-many"
        : error.Status == StatusCodes.Status422UnprocessableEntity ? "registration.files-not-taken"
        : null;
}
