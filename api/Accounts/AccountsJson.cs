using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Accounts.Activations;
using Aos.Api.Accounts.Administration;
using Aos.Api.Accounts.Consents;
using Aos.Api.Accounts.EmailChanges;
using Aos.Api.Accounts.Passwords;
using Aos.Api.Accounts.Profile;
using Aos.Api.Accounts.Resets;
using Aos.Api.Accounts.SecondFactor;
using Aos.Api.Accounts.Sessions;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Accounts;

/// <summary>Source-generated JSON of the area.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Profile.Profile))]
[JsonSerializable(typeof(ProfileReplace))]
[JsonSerializable(typeof(PersonalData))]
[JsonSerializable(typeof(PasswordChange))]
[JsonSerializable(typeof(PasswordGuidelines))]
[JsonSerializable(typeof(PasswordResetCodeRequest))]
[JsonSerializable(typeof(PasswordResetCode))]
[JsonSerializable(typeof(PasswordResetRequest))]
[JsonSerializable(typeof(PasswordReset))]
[JsonSerializable(typeof(EmailChangeRequest))]
[JsonSerializable(typeof(EmailChange))]
[JsonSerializable(typeof(ActivationRequest))]
[JsonSerializable(typeof(ActivatedAccount))]
[JsonSerializable(typeof(EmailConfirmationRequest))]
[JsonSerializable(typeof(ConfirmedEmail))]
[JsonSerializable(typeof(Page<AccountSession>))]
[JsonSerializable(typeof(SignOut))]
[JsonSerializable(typeof(Page<AccountConsent>))]
[JsonSerializable(typeof(SecondFactorStatus))]
[JsonSerializable(typeof(PasswordProof))]
[JsonSerializable(typeof(SecondFactorCode))]
[JsonSerializable(typeof(SecondFactorKey))]
[JsonSerializable(typeof(RecoveryCodes))]
[JsonSerializable(typeof(PersonAccount))]
[JsonSerializable(typeof(Page<PersonAccount>))]
internal sealed partial class AccountsJson : JsonSerializerContext;
