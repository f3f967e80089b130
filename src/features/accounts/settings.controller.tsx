import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { InPerson, SignedIn } from '../../platform/access/access.js';
import type { Viewer } from '../../platform/access/viewer.js';
import { NotFound } from '../../platform/errors/errors.js';
import { tagLine } from '../../platform/text/tags.js';
import { go, page } from '../../platform/web/answers.js';
import { SESSION_COOKIE } from '../../platform/web/cookies.js';
import { CurrentViewer } from '../../platform/web/request.js';
import { EMPTY_FORM, filledWith, ShowAgain, shownForm, type TypedForm } from '../../platform/web/show-again.js';
import { DepartureInput, LanguageSettings, ProfileInput } from './accounts.input.js';
import { Leaving } from './leaving.js';
import type { Member } from './member.model.js';
import { Members } from './members.js';
import { DeparturePage } from './pages/departure-page.js';
import { LanguageSettingsPage, ProfileSettingsPage } from './pages/profile-settings-page.js';
import { Profiles } from './profiles.js';
import { SettingsSections } from './settings-sections.js';

/** What a member says of themselves, how they read, and leaving. */
@Controller('settings')
@SignedIn()
export class SettingsController {
  constructor(
    @Inject(Members) private readonly members: Members,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(Leaving) private readonly leaving: Leaving,
    @Inject(SettingsSections) private readonly sections: SettingsSections,
  ) {}

  @Get()
  settings() {
    return go('/settings/profile');
  }

  @Get('profile')
  async profilePage(@CurrentViewer() viewer: Viewer) {
    return this.profileForm(filledWith(profileValues(await this.member(viewer))));
  }

  @Post('profile')
  @ShowAgain<SettingsController>((self, { form }) => self.profileForm(form))
  async changeProfile(@CurrentViewer() viewer: Viewer, @Body({ schema: ProfileInput }) input: ProfileInput) {
    const { _id } = await this.member(viewer);
    await this.profiles.change(_id, input);
    return go('/settings/profile', { key: 'accounts.flash.saved', stored: 'profile' });
  }

  profileForm(form: TypedForm) {
    return page((ui) => <ProfileSettingsPage ui={ui} form={shownForm(ui, form)} sections={this.sections.all} />);
  }

  @Get('language')
  async languagePage(@CurrentViewer() viewer: Viewer) {
    const { locale, timeZone } = await this.member(viewer);
    return this.languageForm(filledWith({ locale: locale ?? '', timeZone: timeZone ?? '' }));
  }

  @Post('language')
  @ShowAgain<SettingsController>((self, { form }) => self.languageForm(form))
  async changeLanguage(@CurrentViewer() viewer: Viewer, @Body({ schema: LanguageSettings }) input: LanguageSettings) {
    const { _id } = await this.member(viewer);
    await this.profiles.changeLanguage(_id, input);
    return go('/settings/language', { key: 'accounts.flash.saved' });
  }

  languageForm(form: TypedForm) {
    return page((ui) => <LanguageSettingsPage ui={ui} form={shownForm(ui, form)} sections={this.sections.all} />);
  }

  @Get('account')
  accountPage() {
    return this.departureForm(EMPTY_FORM);
  }

  @Post('account/removal')
  @InPerson()
  @ShowAgain<SettingsController>((self, { form }) => self.departureForm(form))
  async leave(@CurrentViewer() viewer: Viewer, @Body({ schema: DepartureInput }) input: DepartureInput) {
    const { _id } = await this.member(viewer);
    await this.leaving.leave(_id, input.password, input);
    return go('/', { key: 'accounts.flash.left' }, [{ name: SESSION_COOKIE, value: null }]);
  }

  departureForm(form: TypedForm) {
    return page((ui) => <DeparturePage ui={ui} form={shownForm(ui, form)} sections={this.sections.all} />);
  }

  private async member(viewer: Viewer): Promise<Member> {
    const member = viewer.id && (await this.members.byId(viewer.id));
    if (!member) throw new NotFound();
    return member;
  }
}

const profileValues = ({ name, country, languages, bio, interests, sector, level }: Member): TypedForm['values'] => ({
  name,
  country,
  languages,
  bio,
  interests: tagLine(interests),
  sector,
  level,
});
