using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Organisations.UserGroups;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Organisations.Registrations;

/// <summary>Introduces registrations and user groups.</summary>
internal static class RegistrationsModule
{
    public static IServiceCollection AddRegistrations(this IServiceCollection services)
    {
        services.AddOptions<RegistrationSettings>().BindConfiguration("Registrations")
            .Validate(settings => settings.AttachmentExtensions.All(AttachmentRules.IsKnown), "Setting Registrations:AttachmentExtensions may hold png and pdf; photos are not checked for pixels and place.")
            .ValidateOnStart();
        return services
            .AddSingleton<UserGroupStore>()
            .AddSingleton<AttachmentStore>()
            .AddSingleton<RegistrationReader>()
            .AddSingleton<RegistrationMails>()
            .AddSingleton<RegistrationSending>()
            .AddSingleton<RegistrationReview>()
            .AddSingleton<ReviewOutcomes>()
            .AddSingleton<RegistrationSteps>()
            .AddSingleton<RegistrationSweep>()
            .AddSingleton(RegistrationSweep.Work)
            .AddSingleton<IJsonTypeInfoResolver>(UserGroupsJson.Default)
            .AddSingleton<IJsonTypeInfoResolver>(RegistrationsJson.Default);
    }
}

/// <summary>Source-generated JSON of registrations.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RegistrationOptions))]
[JsonSerializable(typeof(RegistrationUpload))]
[JsonSerializable(typeof(RegistrationRequest))]
[JsonSerializable(typeof(RegistrationReceipt))]
[JsonSerializable(typeof(RegistrationMailRequest))]
[JsonSerializable(typeof(RegistrationMail))]
[JsonSerializable(typeof(RegistrationConfirmationRequest))]
[JsonSerializable(typeof(RegistrationDocumentsRequest))]
[JsonSerializable(typeof(RegistrationProgress))]
[JsonSerializable(typeof(Registration))]
[JsonSerializable(typeof(Page<RegistrationSummary>))]
[JsonSerializable(typeof(RegistrationApprovalRequest))]
[JsonSerializable(typeof(RegistrationRefusalRequest))]
[JsonSerializable(typeof(RegistrationDocumentsWish))]
internal sealed partial class RegistrationsJson : JsonSerializerContext;
